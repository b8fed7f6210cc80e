using System.Collections.Concurrent;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The manifests of one load: each is read once.</summary>
internal sealed class ManifestCache
{
    private readonly ConcurrentDictionary<string, ManifestFile?> _files = new(ManifestPaths.Comparer);

    // Most are asked for by directory, many times: then nobody need put the path together.
    private readonly ConcurrentDictionary<string, ManifestFile?> _inDirectories = new(ManifestPaths.Comparer);

    /// <summary>The manifest at an absolute, normalised path, or <see langword="null"/> where there is no such file.</summary>
    public ManifestFile? Find(string path)
    {
        if (!_files.TryGetValue(path, out var manifest))
            manifest = _files.GetOrAdd(path, Path.Exists(path) ? Read(path) : null);
        return manifest;
    }

    /// <summary>The Cargo.toml in an absolute, normalised directory, or <see langword="null"/> where there is none.</summary>
    public ManifestFile? FindIn(string directory)
    {
        if (!_inDirectories.TryGetValue(directory, out var manifest))
            _inDirectories[directory] = manifest = Find(Path.Combine(directory, "Cargo.toml"));
        return manifest;
    }

    private static ManifestFile Read(string path)
    {
        var manifest = new ManifestFile(path, TomlDocument.ReadFile(path));
        ManifestSchema.Check(manifest);
        ManifestRules.Check(manifest);
        return manifest;
    }
}
