using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the features table and adds the features that optional dependencies imply.</summary>
internal static class FeatureReader
{
    private static readonly SortedList<string, IReadOnlyList<string>> None = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(
        ManifestFile manifest, IReadOnlyList<CargoDependency> dependencies)
    {
        var table = manifest.Root.Section("features");
        if (table is null && !dependencies.Any(dependency => dependency.Optional))
            return None;
        var features = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in table?.Table.Entries ?? [])
            features[entry.Key] = table!.Strings(entry.Key)!;
        var explicitOnes = features.Keys.Order(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        AddImplied(features, dependencies);
        if (table is { } section)
            Check(section, features, explicitOnes, dependencies);
        CheckAllUsed(manifest, features, dependencies);
        return new SortedList<string, IReadOnlyList<string>>(features, StringComparer.Ordinal);
    }

    private static void AddImplied(Dictionary<string, IReadOnlyList<string>> features, IReadOnlyList<CargoDependency> dependencies)
    {
        var named = features.Values.SelectMany(list => list).Select(FeatureValue.Parse)
            .Where(value => value.Feature is null).Select(value => value.Dependency!).ToHashSet(StringComparer.Ordinal);
        foreach (var dependency in dependencies.Where(dependency => dependency.Optional && !named.Contains(dependency.Key)))
            features.TryAdd(dependency.Key, [$"dep:{dependency.Key}"]);
    }

    private static void Check(
        ManifestSection table, Dictionary<string, IReadOnlyList<string>> features, HashSet<string> explicitOnes,
        IReadOnlyList<CargoDependency> dependencies)
    {
        var known = dependencies.Select(dependency => dependency.Key).ToHashSet(StringComparer.Ordinal);
        var optional = dependencies.Where(dependency => dependency.Optional).Select(dependency => dependency.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var feature in explicitOnes)
        {
            foreach (var item in table.TextItems(feature)!)
            {
                if (Problem(FeatureValue.Parse(item.Value), features, explicitOnes, known, optional) is { } problem)
                    throw Error(table, feature, item, problem);
            }
        }
    }

    private static CodedException Error(ManifestSection table, string feature, TomlString item, string problem) =>
        table.File.Error(CargoCodes.InvalidFeature, $"The feature `{feature}` includes `{item.Value}`, {problem}.", item);

    private static string? Problem(
        FeatureValue value, Dictionary<string, IReadOnlyList<string>> features, HashSet<string> explicitOnes,
        HashSet<string> known, HashSet<string> optional)
    {
        var isDependency = known.Contains(value.Dependency ?? value.Feature!);
        var isOptional = optional.Contains(value.Dependency ?? value.Feature!);
        const string Remedy = "a dependency that is always there; remove it here, or give the dependency `optional = true`";
        return value switch
        {
            _ when value.ToString().Any(char.IsControl) => "and no feature holds a control character; correct it",
            { Dependency: null, Feature: var name } when explicitOnes.Contains(name!) => null,
            { Dependency: null } when !isDependency => "and there is no feature and no dependency of that name; correct it",
            { Dependency: null } when !isOptional => Remedy,
            { Dependency: null, Feature: var name } when !features.ContainsKey(name!) =>
                $"which is an optional dependency but no feature; write `dep:{name}`",
            { Dependency: null } => null,
            { Feature: null } when !isDependency => "and there is no such dependency; correct it",
            { Feature: null } when !isOptional => Remedy,
            { Feature: null } => null,
            { Feature: var name } when name!.Contains('/', StringComparison.Ordinal) => "which has more than one slash; write " +
                "DEPENDENCY/FEATURE",
            { Dependency: var name } when name!.StartsWith("dep:", StringComparison.Ordinal) =>
                "with both `dep:` and `/`; leave `dep:` out",
            _ when !isDependency => $"but `{value.Dependency}` is no dependency; correct it",
            { Weak: true } when !isOptional => "with a `?`, and the dependency is always there; leave the `?` out",
            _ => null,
        };
    }

    private static void CheckAllUsed(
        ManifestFile manifest, Dictionary<string, IReadOnlyList<string>> features, IReadOnlyList<CargoDependency> dependencies)
    {
        var used = features.Values.SelectMany(list => list).Select(value => FeatureValue.Parse(value).Dependency)
            .ToHashSet(StringComparer.Ordinal);
        if (dependencies.FirstOrDefault(dependency => dependency.Optional && !used.Contains(dependency.Key)) is { } unused)
            throw manifest.Error(CargoCodes.InvalidFeature,
                $"The optional dependency `{unused.Key}` is in no feature; put `dep:{unused.Key}` into one.", unused.Position);
    }
}
