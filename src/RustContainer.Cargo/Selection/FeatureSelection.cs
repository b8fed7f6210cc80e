using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Selection;

/// <summary>Hands the selected features to the selected packages, as Cargo's <c>--features</c> does.</summary>
internal static class FeatureSelection
{
    private static readonly char[] Separators = [',', ' ', ';', '\t', '\n', '\r'];

    public static IReadOnlyList<SelectedPackage> Apply(CargoWorkspace workspace, CargoPackage[] packages, CargoSelection selection)
    {
        var features = packages.ToDictionary(
            package => package.Directory, _ => new SortedSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var feature in selection.Features.SelectMany(text => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)))
            Assign(workspace, packages, feature, (package, name) => features[package.Directory].Add(name));
        if (selection.AllFeatures)
        {
            foreach (var package in packages)
                features[package.Directory].UnionWith(package.Features.Keys);
        }
        return [.. packages.Select(package =>
            new SelectedPackage(package, [.. features[package.Directory]], !selection.NoDefaultFeatures))];
    }

    private static void Assign(CargoWorkspace workspace, CargoPackage[] packages, string text, Action<CargoPackage, string> add)
    {
        var value = FeatureValue.Parse(text);
        var taken = false;
        foreach (var package in packages)
        {
            if (NameIn(package, value) is not { } name)
                continue;
            add(package, name);
            taken = true;
        }
        if (!taken)
            throw SelectionResolver.Error(workspace, CargoCodes.UnknownFeature,
                $"CargoFeatures names \"{text}\", which none of the selected packages " +
                $"({Names.List(packages.Select(package => package.Name.Value))}) has; their features are: " +
                $"{Names.List(packages.SelectMany(package => package.Features.Keys))}.");
    }

    /// <summary>What the text means to one package: a feature of its own, or one of a dependency; <see langword="null"/> for
    /// nothing.</summary>
    private static string? NameIn(CargoPackage package, FeatureValue value)
    {
        if (value.Feature is not { } feature)
            return null;
        if (value.Dependency is null)
            return package.Features.ContainsKey(feature) ? feature : null;
        if (package.Name.Value == value.Dependency)
            return package.Features.ContainsKey(feature) ? feature : null;
        return package.Dependencies.Any(dependency => dependency.Key == value.Dependency) ? value.ToString() : null;
    }
}
