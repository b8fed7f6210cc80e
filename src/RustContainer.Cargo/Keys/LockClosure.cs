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
}
