using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Configuration;

/// <summary>Finds what a configuration names: outside of the workspace's root, and for the dependencies anywhere.</summary>
/// <param name="rootDirectory">The root.</param>
/// <param name="config">The flattened configuration.</param>
internal sealed class ConfigOutsidePaths(string rootDirectory, TomlTable config)
{
    /// <summary>The sources that something is replaced with.</summary>
    private readonly HashSet<string> _used = (config["source"] as TomlTable)?.Entries
        .Select(entry => ((entry.Value as TomlTable)?["replace-with"] as TomlString)?.Value).OfType<string>().ToHashSet() ?? [];

    /// <summary>The paths that exist, absolute.</summary>
    /// <exception cref="CodedException"><see cref="CargoCodes.InvalidConfig"/>: packages are looked for in the root by its absolute path,
    /// which the container does not have.</exception>
    public IEnumerable<string> Find(IReadOnlyList<ConfigPath> paths)
    {
        foreach (var path in paths.Where(IsRead))
        {
            var full = ManifestPaths.TryJoin(path.At.File.Base, path.Text)
                ?? throw path.At.Error(CargoCodes.InvalidConfig, $"`{path.Key}` is no path; correct it.");
            var isWithin = ManifestPaths.IsWithin(full, rootDirectory);
            if (path.IsAbsolute)
            {
                // Elsewhere it may be a path of the builder image.
                if (isWithin && path.Kind == ConfigPathKind.Packages)
                    throw path.At.Error(CargoCodes.InvalidConfig,
                        $"`{path.Key}` is '{path.Text.ReplaceLineEndings(" ")}', where this machine has the workspace and the container has not; write " +
                        $"\"{ManifestPaths.Relative(path.At.File.Base, full)}\".");
            }
            else if (!isWithin && Path.Exists(full) && (path.Kind == ConfigPathKind.Packages || !ManifestPaths.IsWithin(rootDirectory, full)))
            {
                yield return full;
            }
        }
    }

    /// <summary>The paths that exist and that cargo needs to compile external packages: directory sources, registries and programs.
    /// Absolute. What variables name may be anything in the workspace, and belongs to its own packages.</summary>
    public IEnumerable<string> FindForDependencies(IReadOnlyList<ConfigPath> paths) => paths
        .Where(path => IsRead(path) && !path.IsAbsolute && path.Key.Parts is not ["env" or "paths", ..])
        .Select(path => ManifestPaths.TryJoin(path.At.File.Base, path.Text))
        .OfType<string>().Where(full => Path.Exists(full) && !ManifestPaths.IsWithin(rootDirectory, full))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private bool IsRead(ConfigPath path) => path.Kind switch
    {
        ConfigPathKind.Packages => path.Key.Parts is not ["source", var name, ..] || _used.Contains(name),
        ConfigPathKind.Program => !path.IsBareProgram,
        ConfigPathKind.Input => true,
        _ => false,
    };
}
