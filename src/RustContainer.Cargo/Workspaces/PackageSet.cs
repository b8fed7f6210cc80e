namespace RustContainer.Cargo.Workspaces;

/// <summary>The packages of one load: each is made once.</summary>
/// <param name="cache">Where manifests are read.</param>
/// <param name="reader">What makes packages.</param>
/// <param name="root">The root manifest.</param>
internal sealed class PackageSet(ManifestCache cache, PackageReader reader, ManifestFile root)
{
    private const int FewestAhead = 32;

    private readonly Dictionary<ManifestFile, CargoPackage> _packages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _directories = new(StringComparer.Ordinal);

    /// <summary>The package in a directory; <see langword="null"/> where there is no manifest, or one without a package.</summary>
    public CargoPackage? Find(string directory) =>
        cache.Find(Path.Combine(directory, "Cargo.toml")) is { HasPackage: true } manifest ? Get(manifest) : null;

    /// <summary>The manifest in a directory.</summary>
    public ManifestFile? FindManifest(string directory) => cache.Find(Path.Combine(directory, "Cargo.toml"));

    /// <summary>Reads the manifests of many directories at once.</summary>
    public void ReadAhead(IReadOnlyList<string> directories)
    {
        // To begin a parallel loop takes longer than to read a few.
        if (directories.Count >= FewestAhead)
            cache.ReadAhead(directories.Select(directory => Path.Combine(directory, "Cargo.toml")));
    }

    /// <summary>The package of a manifest.</summary>
    public CargoPackage Get(ManifestFile manifest)
    {
        if (!_packages.TryGetValue(manifest, out var package))
            _packages[manifest] = package = reader.Read(manifest);
        return package;
    }

    /// <summary>The absolute directory that a path dependency means.</summary>
    public string DirectoryOf(PathSource source)
    {
        if (!_directories.TryGetValue(source.Directory, out var directory))
            _directories[source.Directory] = directory = ManifestPaths.TryJoin(root.Directory, source.Directory)!;
        return directory;
    }
}
