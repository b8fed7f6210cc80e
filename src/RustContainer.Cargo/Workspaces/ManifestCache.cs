using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The manifests of one load: each is read once.</summary>
internal sealed class ManifestCache
{
    private readonly Dictionary<string, ManifestFile?> _files = new(ManifestPaths.Comparer);

    /// <summary>The manifest at an absolute, normalised path, or <see langword="null"/> where there is no such file.</summary>
    public ManifestFile? Find(string path)
    {
        if (!_files.TryGetValue(path, out var manifest))
            _files[path] = manifest = File.Exists(path) ? Read(path) : null;
        return manifest;
    }

    private static ManifestFile Read(string path)
    {
        var manifest = new ManifestFile(path, TomlDocument.ReadFile(path));
        _ = manifest.Root.Section("workspace");
        _ = manifest.Root.Section(manifest.Root.Has("package") ? "package" : "project");
        return manifest.IsWorkspaceRoot || manifest.HasPackage
            ? manifest
            : throw manifest.Error(CargoCodes.IncompleteManifest, "The manifest has neither a [package] nor a [workspace]; add one.");
    }
}
