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

    private static readonly string[] OfPackage =
        ["project", "package", "lib", "bin", "bench", "test", "example", .. DependencyTables.Names, "target", "features", "badges"];

    /// <summary>The root of a virtual workspace.</summary>
    public static TomlTable Normalize(TomlTable manifest) => DependencyTables.Respell(manifest.Without("lints"))
        .MapTable("workspace", NormalizeWorkspace)
        .MapTable("profile", profiles => profiles.Map((_, profile) => profile is TomlTable table ? NormalizeProfile(table) : profile))
        .MapTable("target", targets => targets.Map((_, target) => target is TomlTable table ? NormalizePlatform(table) : target));

    /// <summary>A package, with or without a workspace.</summary>
    /// <param name="package">The package.</param>
    /// <param name="shared">The <c>[workspace.dependencies]</c> that it inherits from, where they are known.</param>
    public static TomlTable Normalize(CargoPackage package, TomlTable? shared)
    {
        var products = new RecipeProducts(package);
        var manifest = Normalize(package.Manifest.Table).Without("project", "package", "lib", "bin", "bench", "test", "example");
        var sections = new List<TomlField> { ("package", NormalizePackage(package)) };
        sections.AddRange(manifest.Entries.Select(entry => new TomlField(entry.Key, entry.Value)));
        foreach (var (kind, key) in Lists)
            sections.Add((key, products.List(kind, key)));
        sections.Add(("lib", products.Library()));
        return DependencyTables.MapAll(Table(sections), (key, dependency) => NormalizeInherited(dependency, shared?[key], package.Edition));
    }

    /// <summary>A root whose own package is not wanted: what its members inherit, and what only a root can say.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="resolver">The resolver, which may follow from the package's edition.</param>
    public static TomlTable WithoutPackage(TomlTable manifest, string? resolver) => Normalize(manifest.Without(OfPackage))
        .MapTable("workspace", workspace => resolver is null || workspace["resolver"] is not null ? workspace
            : workspace.With("resolver", Text(resolver)));

    private static TomlTable NormalizePackage(CargoPackage package)
    {
        var table = package.Manifest.PackageTable!;
        var script = package.Targets.FirstOrDefault(target => target.Kind == TargetKind.BuildScript);
        return table["build"] switch
        {
            null or TomlBoolean { Value: true } when script is not null => table.With("build", Text(script.SourcePath)),
            // cargo-chef cannot read a list; one script is enough to have the build-dependencies compiled.
            TomlArray => table.With("build", script is null ? Flag(false) : Text(script.SourcePath)),
            _ => table,
        };
    }

    /// <summary>
    /// A dependency without <c>default-features</c> where that is of no effect, beside <c>workspace = true</c>; cargo-chef always drops it.
    /// </summary>
    private static TomlValue NormalizeInherited(TomlValue dependency, TomlValue? shared, string edition)
    {
        if (dependency is not TomlTable table || table["workspace"] is null || shared is null
            || table["default-features"] is not TomlBoolean own)
            return dependency;
        var isOn = (shared as TomlTable)?["default-features"] is not TomlBoolean { Value: false };
        var counts = own.Value != isOn && (own.Value || string.CompareOrdinal(edition, "2024") >= 0);
        return counts ? dependency : table.Without("default-features");
    }

    private static TomlTable NormalizeWorkspace(TomlTable workspace)
    {
        var trimmed = workspace.Without("lints");
        return trimmed["members"] is null ? trimmed.With("members", Texts([])) : trimmed;
    }

    private static TomlTable NormalizePlatform(TomlTable platform)
    {
        foreach (var key in DependencyTables.Names)
        {
            if (platform[key] is null)
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
}
