using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>Replaces the versions of the workspace's own packages, so that a release of one leaves the recipe as it is.</summary>
/// <param name="packages">The packages in the recipe.</param>
internal sealed class RecipeMask(IReadOnlyList<CargoPackage> packages)
{
    private const string Version = "0.0.1";

    private readonly HashSet<string> _names = packages.Select(package => package.Name.Value).ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _unversioned = packages
        .Where(package => package.Manifest.PackageTable?["version"] is null).Select(package => package.Name.Value)
            .ToHashSet(StringComparer.Ordinal);

    public TomlTable Mask(TomlTable manifest) => DependencyTables.MapAll(manifest
        .MapTable("package", MaskVersion)
        .MapTable("workspace", workspace => workspace.MapTable("package", MaskVersion)), MaskDependency);

    /// <summary>The lock, with packages that are not kept left out.</summary>
    /// <remarks>Unlike cargo-chef, references that carry a version are masked too, and a package without a version stays 0.0.0: else
    /// Cargo would refuse the lock.</remarks>
    public CargoLock Mask(CargoLock cargoLock, Func<LockPackage, bool> isKept)
    {
        var kept = cargoLock.Packages.Where(isKept).Select(package => package with
        {
            Version = IsLocal(package) ? VersionOf(package.Name) : package.Version,
            Dependencies = [.. package.Dependencies.Select(dependency => Mask(cargoLock, dependency))],
        });
        return new(cargoLock.Version, [.. kept], cargoLock.UnusedPatches, cargoLock.Metadata, []);
    }

    private LockDependency Mask(CargoLock cargoLock, LockDependency dependency) =>
        dependency is { Version: not null, Source: null } && cargoLock.Resolve(dependency) is { } package && IsLocal(package)
            ? dependency with { Version = VersionOf(package.Name) }
            : dependency;

    private bool IsLocal(LockPackage package) => package.Source is null && _names.Contains(package.Name);

    private string VersionOf(string name) => _unversioned.Contains(name) ? "0.0.0" : Version;

    private static TomlTable MaskVersion(TomlTable table) =>
        table["version"] is TomlString ? table.With("version", TomlEdit.Text(Version)) : table;

    private TomlValue MaskDependency(string key, TomlValue value) =>
        value is TomlTable table && table["path"] is not null && table["version"] is not null
        && _names.Contains((table["package"] as TomlString)?.Value ?? key)
            ? table.With("version", TomlEdit.Text(Version))
            : value;
}
