using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Configuration;

/// <summary>
/// The project's Cargo configuration: the files in <c>.cargo</c> of the workspace's root and of the directories above it, with what they
/// include, joined as Cargo joins them. https://doc.rust-lang.org/cargo/reference/config.html
/// </summary>
/// <remarks>
/// What lies in CARGO_HOME is this machine's and not the project's, and is left out also where it is met above the root. Environment
/// variables are not looked at: the container has others. From Cargo 1.94 on a file can include others; older ones pass over that.
/// </remarks>
public sealed record CargoConfig
{
    private CargoConfig(ConfigTable values) => Values = values;

    /// <summary>The one place in which the configuration would say the same: what <see cref="Table"/> and <see cref="Text"/> are for.</summary>
    public const string RelativePath = ".cargo/config.toml";

    /// <summary>The files that were read, absolute: the nearest first, and after each what it includes.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>
    /// What they say together, as if <see cref="RelativePath"/> alone had said it, less its secrets: tokens, arguments of credential
    /// providers, names and passwords in addresses of registries and proxies.
    /// </summary>
    public required TomlTable Table { get; init; }

    /// <summary>The same as a text, with LF; that of the file where it is one, in the root's <c>.cargo</c>, and has no secret.</summary>
    public required string Text { get; init; }

    /// <summary>What Cargo reads outside of the root, absolute: files of the configuration, and what it names by a relative path. Only what
    /// exists; packages of <c>[patch]</c> are not among it.</summary>
    public required IReadOnlyList<string> OutsidePaths { get; init; }

    /// <summary>What it names by a relative path and cargo needs to compile external packages, absolute: directory sources, linkers and
    /// the like. Only what exists.</summary>
    public required IReadOnlyList<string> DependencyPaths { get; init; }

    /// <summary>The directories that cargo writes to on this machine, absolute: <c>build.target-dir</c> and <c>build.build-dir</c>. In the
    /// container others are given.</summary>
    public required IReadOnlyList<string> OutputDirectories { get; init; }

    /// <summary>The values with their files.</summary>
    internal ConfigTable Values { get; }

    /// <summary>Reads the configuration of a workspace.</summary>
    /// <returns><see langword="null"/> where there is none.</returns>
    /// <exception cref="CodedException">A file is not TOML or cannot be read, or the configuration is one that Cargo refuses.</exception>
    internal static CargoConfig? Read(string rootDirectory) => Read(rootDirectory, ConfigSearch.HomesOfThisMachine());

    /// <summary>The same for given folders of this machine.</summary>
    internal static CargoConfig? Read(string rootDirectory, IReadOnlyList<string> homes)
    {
        var files = new List<ConfigFile>();
        ConfigTable? values = null;
        foreach (var path in ConfigSearch.Find(rootDirectory, homes))
        {
            var (read, from) = ConfigReader.Read(path);
            files.AddRange(from);
            values = values is null ? read : ConfigMerge.Merge(values, read, nextWins: false);
        }
        return values is null ? null : Make(rootDirectory, values, files);
    }

    private static CargoConfig Make(string rootDirectory, ConfigTable values, List<ConfigFile> files)
    {
        var flattening = new ConfigFlattening(rootDirectory);
        var flat = flattening.Flatten(values);
        RefuseOtherLock(rootDirectory, flattening.Paths);
        var table = ConfigSecrets.Remove(flat);
        var isOneFile = files is [var only] && only.Base.Equals(rootDirectory, ManifestPaths.Comparison);
        var hasSecrets = TomlWriter.Write(flat) != TomlWriter.Write(table);
        return new(values)
        {
            Files = [.. files.Select(file => file.Path)],
            Table = table,
            Text = isOneFile && !hasSecrets ? files[0].Text : TomlWriter.Write(table),
            OutsidePaths = [.. files.Select(file => file.Path).Where(path => !ManifestPaths.IsWithin(path, rootDirectory))
                .Concat(new ConfigOutsidePaths(rootDirectory, table).Find(flattening.Paths))],
            DependencyPaths = [.. new ConfigOutsidePaths(rootDirectory, table).FindForDependencies(flattening.Paths)],
            OutputDirectories = [.. flattening.Paths.Select(path => OutputDirectory(rootDirectory, path)).OfType<string>()],
        };
    }

    private static string? OutputDirectory(string rootDirectory, ConfigPath path)
    {
        var text = path.Text.Replace("{workspace-root}", rootDirectory, StringComparison.Ordinal);
        return path.Key.Parts is ["build", "target-dir" or "build-dir"] && !text.Contains('{', StringComparison.Ordinal)
            ? ManifestPaths.TryJoin(path.At.File.Base, text)
            : null;
    }

    private static void RefuseOtherLock(string rootDirectory, IReadOnlyList<ConfigPath> paths)
    {
        foreach (var path in paths.Where(path => path.Key.Parts is ["resolver", "lockfile-path"]))
        {
            if (ManifestPaths.TryJoin(path.At.File.Base, path.Text) != Path.Combine(rootDirectory, "Cargo.lock"))
                throw path.At.Error(CargoCodes.InvalidConfig,
                    $"`{path.Key}` moves Cargo.lock, and only the one in the workspace's root is read; remove the key.");
        }
    }
}
