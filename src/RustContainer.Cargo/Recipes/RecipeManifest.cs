using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Cargo.Recipes.TomlEdit;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// A manifest in the normal form that cargo-chef writes: found targets listed, defaults left out, lints removed. Keys that cargo-chef
/// loses and Cargo needs (<c>[replace]</c>, newer profile keys, <c>default-features</c> of inherited dependencies) stay.
/// </summary>
internal static class RecipeManifest
{
    private static readonly (TargetKind Kind, string Key)[] Lists =
        [(TargetKind.Binary, "bin"), (TargetKind.Benchmark, "bench"), (TargetKind.Test, "test"), (TargetKind.Example, "example")];

    /// <summary>The root of a virtual workspace.</summary>
    public static TomlTable Normalize(TomlTable manifest) => manifest.Without("lints")
        .MapTable("workspace", NormalizeWorkspace)
        .MapTable("profile", profiles => profiles.Map((_, profile) => profile is TomlTable table ? NormalizeProfile(table) : profile))
        .MapTable("target", targets => targets.Map((_, target) => target is TomlTable table ? NormalizePlatform(table) : target));

    /// <summary>A package, with or without a workspace.</summary>
    public static TomlTable Normalize(CargoPackage package)
    {
        var manifest = Normalize(package.Manifest.Table).Without("project", "package", "lib", "bin", "bench", "test", "example");
        var edition = (package.Manifest.PackageTable?["edition"] as TomlString)?.Value;
        var sections = new List<(string, TomlValue?)> { ("package", NormalizePackage(package)) };
        sections.AddRange(manifest.Entries.Select(entry => (entry.Key, (TomlValue?)entry.Value)));
        foreach (var (kind, key) in Lists)
            sections.Add((key, Products(package, kind, key, edition)));
        sections.Add(("lib", package.Library is { } library
            ? Product(library, package.Manifest.Table["lib"] as TomlTable, edition)
            : null));
        return Table(sections);
    }

    private static TomlTable NormalizePackage(CargoPackage package)
    {
        var table = package.Manifest.PackageTable!;
        var build = table["build"];
        var script = package.Targets.FirstOrDefault(target => target.Kind == TargetKind.BuildScript);
        return build is null or TomlBoolean { Value: true } && script is not null ? table.With("build", Text(script.SourcePath)) : table;
    }

    private static TomlTable NormalizeWorkspace(TomlTable workspace)
    {
        var trimmed = workspace.Without("lints");
        return trimmed["members"] is null ? trimmed.With("members", Texts([])) : trimmed;
    }

    private static TomlTable NormalizePlatform(TomlTable platform)
    {
        foreach (var key in (string[])["dependencies", "dev-dependencies", "build-dependencies"])
        {
            if (platform[key] is null && platform[key.Replace('-', '_')] is null)
                platform = platform.With(key, Table());
        }
        return platform;
    }

    private static TomlTable NormalizeProfile(TomlTable profile)
    {
        var strip = profile["strip"] switch
        {
            TomlString { Value: "symbols" } => Flag(true),
            TomlString { Value: "none" } => Flag(false),
            var other => other,
        };
        var normal = strip is null ? profile : profile.With("strip", strip);
        return normal["package"] is null ? normal.With("package", Table()) : normal;
    }

    /// <summary>The targets of a kind, in the order of cargo-chef: binaries by path, the others by name, which is the model's.</summary>
    private static TomlArray? Products(CargoPackage package, TargetKind kind, string key, string? edition)
    {
        var listed = (package.Manifest.Table[key] as TomlArray)?.Items.OfType<TomlTable>().ToArray() ?? [];
        var targets = package.Targets.Where(target => target.Kind == kind);
        if (kind == TargetKind.Binary)
            targets = targets.OrderBy(target => target.SourcePath, StringComparer.Ordinal);
        var products = targets.Select(target => Product(
            target, Array.Find(listed, table => table["name"] is TomlString name && name.Value == target.Name), edition)).ToArray();
        return products.Length > 0 ? new(products, default) : null;
    }

    private static TomlTable Product(CargoTarget target, TomlTable? listed, string? packageEdition) => Table(
        ("path", Text(target.SourcePath)),
        ("name", Text(target.Name)),
        ("test", UnlessDefault(listed, "test", true)),
        ("doctest", UnlessDefault(listed, "doctest", true)),
        ("bench", UnlessDefault(listed, "bench", true)),
        ("doc", UnlessDefault(listed, "doc", true)),
        ("proc-macro", target.IsProcMacro ? Flag(true) : null),
        ("harness", UnlessDefault(listed, "harness", true)),
        ("edition", listed?["edition"] ?? (packageEdition is null ? null : Text(packageEdition))),
        ("required-features", Texts(target.RequiredFeatures)),
        ("crate-type", CrateTypes(target, listed)));

    private static TomlArray? CrateTypes(CargoTarget target, TomlTable? listed) => target.Kind switch
    {
        TargetKind.Library => (listed?["crate-type"] ?? listed?["crate_type"]) as TomlArray ?? Texts(["lib"]),
        TargetKind.Example => Texts(target.CrateTypes),
        _ => null,
    };

    private static TomlBoolean? UnlessDefault(TomlTable? listed, string key, bool standard) =>
        listed?[key] is TomlBoolean flag && flag.Value != standard ? flag : null;
}
