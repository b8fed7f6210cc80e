using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the plain fields of a <c>[package]</c>, inherited ones too.</summary>
/// <param name="package">The section.</param>
/// <param name="inheritance">Where inherited ones come from.</param>
internal sealed class PackageFields(ManifestSection package, Inheritance inheritance)
{
    private static readonly string[] Editions = ["2015", "2018", "2021", "2024"];

    public string Name()
    {
        var name = package.String("name")
            ?? throw package.Error(CargoCodes.IncompleteManifest, "The [package] has no name; add `name = \"…\"`.");
        return NameRules.PackageProblem(name) is { } problem
            ? throw package.Error(CargoCodes.InvalidName, $"{problem}.", "name")
            : name;
    }

    public SemVersion Version()
    {
        var text = Text("version") ?? "0.0.0";
        return SemVersion.TryParse(text, out var version)
            ? version
            : throw package.Error(CargoCodes.InvalidVersion,
                $"`package.version` is \"{text}\", which is no version; write three numbers, as \"1.0.0\".", "version");
    }

    public string Edition()
    {
        var section = inheritance.Resolve(package, "edition");
        var edition = section.String("edition") ?? "2015";
        CheckEdition(section, edition);
        return edition;
    }

    /// <summary>A field that is a string.</summary>
    public string? Text(string key) => inheritance.Resolve(package, key).String(key);

    /// <summary>A field that is a list of strings.</summary>
    public IReadOnlyList<string> Texts(string key) => inheritance.Resolve(package, key).Strings(key) ?? [];

    public static void CheckEdition(ManifestSection section, string edition)
    {
        if (!Editions.Contains(edition, StringComparer.Ordinal))
            throw section.Error(CargoCodes.UnknownEdition,
                $"The edition is \"{edition}\"; the editions are {string.Join(", ", Editions)}.", "edition");
    }
}
