using RustContainer.Cargo.Locking;

namespace RustContainer.Cargo.Keys;

/// <summary>What the lock says that some packages reach.</summary>
internal static class LockClosure
{
    /// <summary>The packages and all below them, sorted by name, version and source.</summary>
    public static IReadOnlyList<LockPackage> Of(CargoLock cargoLock, IEnumerable<LockPackage> first)
    {
        var reached = new HashSet<LockPackage>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<LockPackage>(first);
        while (waiting.TryPop(out var package))
        {
            if (!reached.Add(package))
                continue;
            foreach (var dependency in package.Dependencies)
            {
                if (cargoLock.Resolve(dependency) is { } next)
                    waiting.Push(next);
            }
        }
        return [.. reached.OrderBy(package => package.Name, StringComparer.Ordinal)
            .ThenBy(package => package.Version, StringComparer.Ordinal).ThenBy(package => package.Source, StringComparer.Ordinal)];
    }

    /// <summary>The packages that are of this machine, and those that reach one.</summary>
    public static HashSet<LockPackage> StandingOnLocal(CargoLock cargoLock)
    {
        var users = cargoLock.Packages.SelectMany(package => package.Dependencies.Select(cargoLock.Resolve).OfType<LockPackage>(),
            (user, used) => (user, used)).ToLookup(pair => pair.used, pair => pair.user, ReferenceEqualityComparer.Instance);
        var reached = new HashSet<LockPackage>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<LockPackage>(cargoLock.Packages.Where(package => package.Source is null));
        while (waiting.TryPop(out var package))
        {
            if (!reached.Add(package))
                continue;
            foreach (var user in users[package])
                waiting.Push(user);
        }
        return reached;
    }
}
