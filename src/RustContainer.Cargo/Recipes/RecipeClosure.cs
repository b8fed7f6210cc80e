using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>What one binary needs: the local packages that it reaches by dependencies of every kind.</summary>
internal static class RecipeClosure
{
    /// <summary>The package that <paramref name="bin"/> names, or else the first member with such a binary.</summary>
    public static CargoPackage Find(CargoWorkspace workspace, string bin) =>
        workspace.Members.FirstOrDefault(member => member.Name.Value == bin)
        ?? workspace.Members.FirstOrDefault(member => member.Binaries.Any(target => target.Name == bin))
        ?? throw CargoError.At(CargoCodes.UnknownBinary,
            $"No package and no binary of the workspace is named \"{bin}\"; the binaries are: " +
            $"{Names.List(workspace.Members.SelectMany(member => member.Binaries).Select(target => target.Name))}.",
            workspace.RootManifestPath);

    /// <summary>The local packages that some packages reach, themselves first; dev-dependencies of members only.</summary>
    public static IReadOnlyList<CargoPackage> Packages(CargoWorkspace workspace, IEnumerable<CargoPackage> first)
    {
        var local = workspace.LocalPackages.ToDictionary(package => package.Directory, ManifestPaths.Comparer);
        var found = new List<CargoPackage>();
        var waiting = new Queue<CargoPackage>(first);
        var seen = waiting.Select(package => package.Directory).ToHashSet(ManifestPaths.Comparer);
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

    /// <summary>The lock's entries of a package.</summary>
    public static IEnumerable<LockPackage> Locked(CargoLock cargoLock, CargoPackage package) =>
        cargoLock.PackagesNamed(package.Name.Value).Where(entry => entry.Source is null);
}
