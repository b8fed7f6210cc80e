using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>Cuts a lock down.</summary>
internal static class RecipeLock
{
    /// <summary>What some packages of a lock reach.</summary>
    public static CargoLock Reached(CargoLock cargoLock, IEnumerable<LockPackage> first)
    {
        var reached = LockClosure.Of(cargoLock, first).ToHashSet<LockPackage>(ReferenceEqualityComparer.Instance);
        return With(cargoLock, cargoLock.Packages.Where(reached.Contains));
    }

    /// <summary>A lock with other packages. None of the patches in it is unused: those leave the manifest.</summary>
    public static CargoLock With(CargoLock cargoLock, IEnumerable<LockPackage> packages) =>
        new(cargoLock.Version, [.. packages], [], cargoLock.Metadata, cargoLock.Comments);

    /// <summary>Whether a package of the lock comes from a patch.</summary>
    public static bool Uses(this CargoLock cargoLock, CargoPatch patch) =>
        cargoLock.PackagesNamed(patch.Replacement.Package.Value).Any(package => patch.Replacement.Source switch
        {
            PathSource => package.Source is null,
            GitSource git => package.Source?.StartsWith($"git+{git.Url}", StringComparison.Ordinal) == true,
            _ => package.Source is not null,
        });
}
