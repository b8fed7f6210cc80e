using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the plain fields of a <c>[package]</c>, inherited ones too.</summary>
/// <param name="package">The section.</param>
/// <param name="inheritance">Where inherited ones come from.</param>
internal sealed class PackageFields(ManifestSection package, Inheritance inheritance)
{
    private static readonly string[] Editions = ["2015", "2018", "2021", "2024"];

    /// <summary>The edition that nightly toolchains try things out in.</summary>
    private const string Future = "future";

    public string Name()
    {
        var name = package.String("name")
            ?? throw package.Error(CargoCodes.IncompleteManifest, "The [package] has no name; add `name = \"…\"`.");
        return name.Contains(':', StringComparison.Ordinal) && !package.File.Declares("open-namespaces")
            ? throw package.Error(CargoCodes.InvalidName, $"The package name `{name}` is for nightly toolchains; rename it, or declare " +
                "`cargo-features = [\"open-namespaces\"]`.", "name")
            : name;
    }

    public SemVersion Version() => SemVersion.Parse(Text("version")?.Trim() ?? "0.0.0");

    public string Edition()
    {
        var section = inheritance.Resolve(package, "edition");
        var edition = section.String("edition") ?? "2015";
        CheckEdition(section, edition);
        return edition;
    }

    /// <summary>A field that is a string.</summary>
    public string? Text(string key) => inheritance.Resolve(package, key).String(key);

    /// <summary>A field of any type.</summary>
    public TomlValue? Value(string key) => inheritance.Resolve(package, key).Table[key];

    /// <summary>Checks that the fields that nobody reads here can be inherited too.</summary>
    public void CheckInherited()
    {
        foreach (var entry in package.Table.Entries.Where(entry => entry.Value is TomlTable && entry.Key != "metadata"))
            _ = inheritance.Resolve(package, entry.Key);
    }

    /// <summary>A field that is a list of strings.</summary>
    public IReadOnlyList<string> Texts(string key) => inheritance.Resolve(package, key).Strings(key) ?? [];

    public static void CheckEdition(ManifestSection section, string edition)
    {
        if (!Editions.Contains(edition, StringComparer.Ordinal) && !(edition == Future && section.File.Declares("unstable-editions")))
            throw section.Error(CargoCodes.UnknownEdition,
                $"The edition is \"{edition}\"; the editions are {string.Join(", ", Editions)}.", "edition");
    }
}
