using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Finds the packages on this machine that are no members, and checks that path dependencies lead to what they name.</summary>
/// <param name="packages">The packages of this load.</param>
internal sealed class PathPackageSearch(PackageSet packages)
{
    private readonly Dictionary<string, CargoPackage> _known = new(ManifestPaths.Comparer);
    private readonly List<CargoPackage> _found = [];
    private readonly Stack<CargoPackage> _waiting = new();

    /// <summary>The packages, ordered by directory.</summary>
    public IReadOnlyList<CargoPackage> Find(IReadOnlyList<CargoPackage> members, IReadOnlyList<CargoPatch> patches)
    {
        foreach (var member in members)
        {
            _known.TryAdd(member.Manifest.Directory, member);
            _waiting.Push(member);
        }
        foreach (var patch in patches.Where(patch => patch.Replacement.IsPath))
            Visit(patch.File, patch.Replacement, mayBeMissing: false);
        while (_waiting.TryPop(out var package))
        {
            // Cargo resolves dev-dependencies of members only, and reads an optional one elsewhere only where something asks for it.
            foreach (var dependency in package.Dependencies.Where(dependency => dependency.IsPath))
            {
                if (package.IsMember || dependency.Kind != DependencyKind.Development)
                    Visit(package.Manifest, dependency, mayBeMissing: !package.IsMember && dependency.Optional);
            }
        }
        return [.. _found.OrderBy(package => package.Directory, PathOrder.Instance)];
    }

    /// <summary>The error for a path dependency without a manifest.</summary>
    public static CodedException Missing(CargoPackage package, CargoDependency dependency, string directory) =>
        Missing(package.Manifest, dependency, directory);

    private static CodedException Missing(ManifestFile manifest, CargoDependency dependency, string directory) =>
        manifest.Error(CargoCodes.PathDependencyMissing,
            $"The dependency `{dependency.Key}` has its path at '{directory}', and there is no Cargo.toml with a [package]; " +
            "correct the path or create the package.", dependency.Position);

    private void Visit(ManifestFile from, CargoDependency dependency, bool mayBeMissing)
    {
        var directory = packages.DirectoryOf((PathSource)dependency.Source);
        if (!_known.TryGetValue(directory, out var package))
        {
            package = packages.Find(directory);
            if (package is null)
            {
                if (mayBeMissing)
                    return;
                throw Missing(from, dependency, directory);
            }
            _known.Add(directory, package);
            _found.Add(package);
            _waiting.Push(package);
        }
        CheckIdentity(from, dependency, package);
    }

    private static void CheckIdentity(ManifestFile from, CargoDependency dependency, CargoPackage package)
    {
        if (package.Name != dependency.Package)
            throw from.Error(CargoCodes.PathDependencyMissing,
                $"The dependency `{dependency.Key}` means a package named `{dependency.Package}`, and the one in " +
                $"'{package.Manifest.Directory}' is named `{package.Name}`; correct the name, or " +
                $"add `package = \"{package.Name}\"`.", dependency.Position);
        if (dependency.Requirement is { } requirement && !requirement.Matches(package.Version))
            throw from.Error(CargoCodes.PathDependencyMissing,
                $"The dependency `{dependency.Key}` asks for version \"{requirement}\", and the package in " +
                $"'{package.Manifest.Directory}' is version {package.Version}; correct one of them.", dependency.Position);
    }
}
