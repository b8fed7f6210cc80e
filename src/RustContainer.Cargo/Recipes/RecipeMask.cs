using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// Replaces the versions of the workspace's own packages, so that a release of one leaves the recipe as it is. Manifests and lock are
/// masked alike; where Cargo would not find its way then, a version stays: of a package that has none, of one that takes the place of
/// another by <c>[patch]</c>, and of one that would not differ from another of its name.
/// </summary>
internal sealed class RecipeMask
{
    private const string Version = "0.0.1";

    private readonly HashSet<string> _names;
    private readonly HashSet<string> _kept;

    /// <param name="packages">The packages in the recipe.</param>
    /// <param name="patches">The root's patches.</param>
    /// <param name="cargoLock">The lock.</param>
    public RecipeMask(IReadOnlyCollection<CargoPackage> packages, IEnumerable<CargoPatch> patches, CargoLock? cargoLock)
    {
        var patched = patches.Where(patch => patch.Replacement.IsPath).Select(patch => patch.Replacement.Package.Value)
            .ToHashSet(StringComparer.Ordinal);
        var byName = packages.ToLookup(package => package.Name.Value, StringComparer.Ordinal);
        _names = byName.Where(named => named.Count() == 1 && named.Single().Manifest.PackageTable?["version"] is not null
            && !patched.Contains(named.Key)
            && cargoLock?.PackagesNamed(named.Key).Any(locked => locked.Source is not null && locked.Version == Version) != true)
            .Select(named => named.Key).ToHashSet(StringComparer.Ordinal);
        _kept = packages.Where(package => !_names.Contains(package.Name.Value)).Select(package => package.Directory)
            .ToHashSet(ManifestPaths.Comparer);
    }

    /// <summary>A manifest with its own version and those of its path dependencies masked.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="package">The package that it is of; <see langword="null"/> for none.</param>
    public TomlTable Mask(TomlTable manifest, CargoPackage? package) => DependencyTables.MapAll(manifest
        .MapTable("package", table => package is not null && _kept.Contains(package.Directory) ? Spell(table, package) : MaskVersion(table))
        .MapTable("workspace", workspace => workspace.MapTable("package", MaskVersion)), MaskDependency);

    /// <summary>A lock with the versions of the recipe's packages masked, also where a reference gives one.</summary>
    public CargoLock Mask(CargoLock cargoLock) => new(
        cargoLock.Version,
        [.. cargoLock.Packages.Select(package => package with
        {
            Version = IsMasked(package) ? Version : package.Version,
            Dependencies = [.. package.Dependencies.Select(dependency => Mask(cargoLock, dependency))],
        })],
        cargoLock.UnusedPatches, cargoLock.Metadata, []);

    private LockDependency Mask(CargoLock cargoLock, LockDependency dependency) =>
        dependency is { Version: not null, Source: null } && cargoLock.Resolve(dependency) is { } package && IsMasked(package)
            ? dependency with { Version = Version }
            : dependency;

    private bool IsMasked(LockPackage package) => package.Source is null && _names.Contains(package.Name);

    /// <summary>A version that stays is spelled out where it is inherited: the workspace's is masked.</summary>
    private static TomlTable Spell(TomlTable table, CargoPackage package) =>
        table["version"] is TomlTable ? table.With("version", TomlEdit.Text(package.Version.ToString())) : table;

    private static TomlTable MaskVersion(TomlTable table) =>
        table["version"] is TomlString ? table.With("version", TomlEdit.Text(Version)) : table;

    private TomlValue MaskDependency(string key, TomlValue value) =>
        value is TomlTable table && table["path"] is not null && table["version"] is not null
        && _names.Contains((table["package"] as TomlString)?.Value ?? key)
            ? table.With("version", TomlEdit.Text(Version))
            : value;
}
