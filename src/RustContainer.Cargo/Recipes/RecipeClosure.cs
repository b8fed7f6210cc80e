using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Recipes;

/// <summary>What one binary needs: the members that it reaches by dependencies of every kind, and what the lock has for them.</summary>
internal static class RecipeClosure
{
    /// <summary>The package that <paramref name="bin"/> names, or else the first member with such a binary.</summary>
    public static CargoPackage Find(CargoWorkspace workspace, string bin) =>
        workspace.Members.FirstOrDefault(member => member.Name.Value == bin)
        ?? workspace.Members.FirstOrDefault(member => member.Binaries.Any(target => target.Name == bin))
        ?? throw new CodedException(new(CargoCodes.UnknownBinary,
            $"No package and no binary of the workspace is named \"{bin.ReplaceLineEndings(" ")}\"; the binaries are: " +
            $"{Names.List(workspace.Members.SelectMany(member => member.Binaries).Select(target => target.Name))}.",
            workspace.RootManifestPath));

    /// <summary>The local packages that a package reaches, itself first; dev-dependencies of members only.</summary>
    public static IReadOnlyList<CargoPackage> Packages(CargoWorkspace workspace, CargoPackage first)
    {
        var local = workspace.LocalPackages.ToDictionary(package => package.Directory, ManifestPaths.Comparer);
        var found = new List<CargoPackage>();
        var seen = new HashSet<string>(ManifestPaths.Comparer) { first.Directory };
        var waiting = new Queue<CargoPackage>([first]);
        while (waiting.TryDequeue(out var package))
        {
            found.Add(package);
            foreach (var dependency in package.Dependencies.Where(dependency => package.IsMember
                || dependency.Kind != DependencyKind.Development))
            {
                if (dependency.Source is PathSource path && local.TryGetValue(path.Directory, out var next) && seen.Add(next.Directory))
                    waiting.Enqueue(next);
            }
        }
        return found;
    }

    /// <summary>The lock's packages that a package reaches.</summary>
    public static IReadOnlySet<LockPackage> Locked(CargoLock cargoLock, CargoPackage first) =>
        LockClosure.Of(cargoLock, cargoLock.PackagesNamed(first.Name.Value).Where(entry => entry.Source is null))
            .ToHashSet<LockPackage>(ReferenceEqualityComparer.Instance);
}
