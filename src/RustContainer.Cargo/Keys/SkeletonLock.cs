using RustContainer.Cargo.Locking;

namespace RustContainer.Cargo.Keys;

/// <summary>Cuts a lock down to what the skeleton asks for.</summary>
internal static class SkeletonLock
{
    public static CargoLock Make(CargoLock cargoLock, DependencyClosure closure, IReadOnlyList<SkeletonPart> parts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var versions = new HashSet<LockIdentity>();
        var sameName = closure.Locked.Select(package => package.Name).Where(name => !names.Add(name)).ToHashSet(StringComparer.Ordinal);
        var sameVersion = closure.Locked.Select(VersionOf).Where(version => !versions.Add(version)).ToHashSet();
        var own = parts.Select(part => new LockPackage(part.Name, "0.0.0", null, null,
            [.. References(part.Asked.Select(dependency => dependency.Locked).OfType<LockPackage>())]));
        var packages = closure.Locked.Select(package => package with
        {
            Dependencies = [.. References(package.Dependencies.Select(cargoLock.Resolve).OfType<LockPackage>())],
        });
        return new(cargoLock.Version, [.. packages.Concat(own)], [], Checksums(cargoLock, closure), []);

        IEnumerable<LockDependency> References(IEnumerable<LockPackage> wanted) => wanted
            .Distinct(ReferenceEqualityComparer.Instance).Cast<LockPackage>()
            .OrderBy(package => package.Name, StringComparer.Ordinal).ThenBy(package => package.Version, StringComparer.Ordinal)
            .Select(package => Reference(cargoLock.Version, package, sameName.Contains(package.Name), sameVersion.Contains(VersionOf(package))));
    }

    private static LockIdentity VersionOf(LockPackage package) => new(package.Name, package.Version, Source: null);

    /// <summary>As much as tells the package from the others that are left; in version 1 all.</summary>
    private static LockDependency Reference(int version, LockPackage package, bool hasSameName, bool hasSameVersion)
    {
        if (version > 1 && !hasSameName)
            return new(package.Name);
        var needsSource = version == 1 || hasSameVersion;
        var source = needsSource ? package.Source?.Split('#')[0] : null;
        return new(package.Name, package.Version, source);
    }

    /// <summary>Version 1 keeps its checksums in a table of their own.</summary>
    private static Toml.TomlTable? Checksums(CargoLock cargoLock, DependencyClosure closure)
    {
        var kept = closure.Locked.Select(package => $"checksum {package.Name} {package.Version} ({package.Source})")
            .ToHashSet(StringComparer.Ordinal);
        var entries = cargoLock.Metadata?.Entries.Where(entry => kept.Contains(entry.Key)).ToArray();
        return entries is { Length: > 0 } ? new(entries, default) : null;
    }
}
