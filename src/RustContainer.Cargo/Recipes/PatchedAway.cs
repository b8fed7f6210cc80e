using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Cargo.Recipes.TomlEdit;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// External packages that <c>[patch]</c> makes depend on a local one. They cannot be compiled before it, and a recipe holds a dummy in its
/// stead: so the recipe leaves them out, with what asks for them.
/// </summary>
/// <param name="cargoLock">The lock, as it was read.</param>
internal sealed class PatchedAway(CargoLock cargoLock)
{
    private readonly HashSet<LockPackage> _packages = Find(cargoLock);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _packages.Count == 0;

    /// <summary>The lock without them, and without what only they need.</summary>
    public CargoLock Prune(IReadOnlyList<CargoPackage> members)
    {
        var rest = cargoLock.Packages.Where(package => !_packages.Contains(package)).Select(package => package with
        {
            Dependencies = [.. package.Dependencies.Where(dependency => !IsAway(dependency))],
        }).ToArray();
        var pruned = RecipeLock.With(cargoLock, rest);
        return RecipeLock.Reached(pruned, members.SelectMany(member => RecipeClosure.Locked(pruned, member)));
    }

    /// <summary>A package's manifest without its dependencies on them, and without the features of those.</summary>
    public TomlTable Prune(TomlTable manifest, CargoPackage package)
    {
        var asked = package.Dependencies.Where(dependency => !dependency.IsPath && IsAway(package, dependency)).ToArray();
        var keys = asked.Select(dependency => dependency.Key).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0)
            return manifest;
        var pruned = DependencyTables.MapOwn(manifest, (key, value) => keys.Contains(key) ? null : value);
        var features = (pruned["features"] as TomlTable ?? Table()).Map((_, value) => value is TomlArray values
            ? new TomlArray([.. values.Items.Where(item => item is not TomlString text || !keys.Contains(KeyOf(text.Value)))], default)
            : value);
        // An optional dependency is a feature too, which others may name.
        foreach (var key in asked.Where(dependency => dependency.Optional).Select(dependency => dependency.Key).Distinct())
            features = features[key] is null ? features.With(key, Texts([])) : features;
        return features.Entries.Count > 0 ? pruned.With("features", features) : pruned;
    }

    /// <summary>The dependency of a feature's value <c>dep:key</c>, <c>key/feature</c> or <c>key?/feature</c>; else what is no key.</summary>
    private static string KeyOf(string value) =>
        value.StartsWith("dep:", StringComparison.Ordinal) ? value["dep:".Length..]
        : value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? value[..slash].TrimEnd('?') : "";

    private bool IsAway(CargoPackage package, CargoDependency dependency) =>
        cargoLock.PackagesNamed(package.Name.Value).Where(locked => locked.Source is null)
            .SelectMany(locked => locked.Dependencies).Select(cargoLock.Resolve)
            .Any(locked => locked is not null && _packages.Contains(locked) && locked.Name == dependency.Package.Value
                && dependency.Requirement?.Matches(SemVersion.Parse(locked.Version)) != false);

    private bool IsAway(LockDependency dependency) => cargoLock.Resolve(dependency) is { } package && _packages.Contains(package);

    private static HashSet<LockPackage> Find(CargoLock cargoLock)
    {
        var users = new Dictionary<LockPackage, List<LockPackage>>(ReferenceEqualityComparer.Instance);
        foreach (var package in cargoLock.Packages.Where(package => package.Source is not null))
        {
            var references = package.Dependencies.Append(package.Replace).OfType<LockDependency>();
            foreach (var needed in references.Select(cargoLock.Resolve).OfType<LockPackage>())
            {
                if (!users.TryGetValue(needed, out var list))
                    users[needed] = list = [];
                list.Add(package);
            }
        }
        var found = new HashSet<LockPackage>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<LockPackage>(cargoLock.Packages.Where(package => package.Source is null));
        while (waiting.TryPop(out var package))
        {
            foreach (var user in users.GetValueOrDefault(package, []).Where(found.Add))
                waiting.Push(user);
        }
        return found;
    }
}
