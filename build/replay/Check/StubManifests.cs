using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Replay.StubToml;

namespace RustContainer.Replay;

/// <summary>Writes manifests of stubs: each depends on all that the lock gives its package, and has every feature that the workspace asks
/// of it, however that is switched on.</summary>
internal sealed class StubManifests(CargoWorkspace workspace)
{
    private readonly ILookup<string, string> _asked = workspace.LocalPackages.SelectMany(Asked).Distinct()
        .ToLookup(pair => pair.Name, pair => pair.Feature, StringComparer.Ordinal);

    /// <summary>The manifest of a package's stub.</summary>
    public string Of(LockPackage package)
    {
        var features = _asked[package.Name].Append("default").Distinct(StringComparer.Ordinal).Select(feature => (feature, (TomlValue?)Texts([])));
        var dependencies = package.Dependencies.Select(workspace.Lock!.Resolve).OfType<LockPackage>()
            .Select((dependency, index) => ($"d{index}", (TomlValue?)Dependency(dependency)));
        return TomlWriter.Write(Table(
            ("package", Table(("name", Text(package.Name)), ("version", Text(package.Version)),
                ("edition", Text("2021")))),
            ("features", Table(features)),
            ("dependencies", Table(dependencies))));
    }

    private static IEnumerable<(string Name, string Feature)> Asked(CargoPackage package)
    {
        var listed = package.Dependencies.SelectMany(dependency =>
            dependency.Features.Select(feature => (dependency.Package.Value, feature)));
        var names = package.Dependencies.ToLookup(dependency => dependency.Key, dependency => dependency.Package.Value);
        var switched = from value in package.Features.Values.SelectMany(values => values)
                       let slash = value.IndexOf('/', StringComparison.Ordinal)
                       where slash > 0
                       from name in names[KeyIn(value)]
                       select (name, value[(slash + 1)..]);
        return listed.Concat(switched);
    }

    private TomlTable Dependency(LockPackage locked) => Table(
        [
            ("package", Text(locked.Name)), ("version", Text($"={locked.Version}")),
            .. locked.Source is { } source ? StubSource.Parse(source).Entries() : [("features", Texts(LockedFeatures(locked)))],
        ]);

    /// <summary>The features of a package on this machine that bring in nothing but what the lock has for it. By a patch it stands under
    /// others, and which features those ask for is not known.</summary>
    private IEnumerable<string> LockedFeatures(LockPackage locked)
    {
        if (workspace.LocalPackages.FirstOrDefault(package => package.Name.Value == locked.Name) is not { } package)
            return [];
        var has = locked.Dependencies.Select(dependency => dependency.Name).ToHashSet(StringComparer.Ordinal);
        return package.Features.Keys.Where(feature => Brought(package, feature, []).All(has.Contains));
    }

    /// <summary>The names of the packages that a feature brings in.</summary>
    private static IEnumerable<string> Brought(CargoPackage package, string feature, HashSet<string> seen)
    {
        if (!seen.Add(feature) || !package.Features.TryGetValue(feature, out var values))
            return [];
        return values.SelectMany(value => package.Features.ContainsKey(value) ? Brought(package, value, seen)
            : package.Dependencies.Where(dependency => dependency.Key == KeyIn(value)).Select(dependency => dependency.Package.Value));
    }

    /// <summary>The dependency in <c>dep:key</c>, <c>key/feature</c> or <c>key?/feature</c>.</summary>
    private static string KeyIn(string value) => value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('/')[0].TrimEnd('?');
}
