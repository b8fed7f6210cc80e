namespace RustContainer.Cargo.Locking;

/// <summary>The packages of one name. Mostly that is one; a hostile lock may have a version of it on every line.</summary>
internal sealed class LockNamesakes
{
    private const int Many = 16;

    private Dictionary<string, List<LockPackage>>? _byVersion;

    /// <summary>The packages, in the file's order.</summary>
    public List<LockPackage> All { get; } = [];

    /// <summary>Whether all have the same version.</summary>
    public bool HaveOneVersion { get; private set; } = true;

    public void Add(LockPackage package)
    {
        HaveOneVersion &= All.Count == 0 || All[0].Version == package.Version;
        All.Add(package);
    }

    /// <summary>The packages of a version.</summary>
    public List<LockPackage> OfVersion(string version)
    {
        if (All.Count <= Many)
            return All.FindAll(package => package.Version == version);
        _byVersion ??= All.GroupBy(package => package.Version, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        return _byVersion.GetValueOrDefault(version) ?? [];
    }
}
