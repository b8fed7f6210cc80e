using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;
using static RustContainer.Cargo.Workspaces.Shapes;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Of which type each key of a manifest is, and which names and versions are any.
/// https://doc.rust-lang.org/cargo/reference/manifest.html</summary>
internal static class ManifestSchema
{
    private static readonly Shape PackageName = Name(NameRules.PackageProblem);

    private static readonly Shape InheritedText = Inheritable(Text);

    private static readonly Shape InheritedTexts = Inheritable(Texts);

    private static readonly Shape Version = Valid("a string", CargoCodes.InvalidVersion, (path, text) =>
        SemVersion.TryParse(text.Trim(), out _) ? null
            : $"`{path.Text}` is \"{OneLine(text)}\", which is no version; write three numbers, as \"1.0.0\"");

    private static readonly Shape RustVersion = Valid("a string", CargoCodes.InvalidVersion, (path, text) =>
        RustVersions.TryParse(text, out _) ? null
            : $"`{path.Text}` is \"{OneLine(text)}\", which is no version of Rust; write one like \"1.85\"");

    private static readonly Shape Publish = Inheritable(new("a boolean or an array of strings") { Flag = Any, List = Texts.List });

    private static readonly Shape Readme = Inheritable(TextOrFlag);

    private static readonly Shape Badges = Map(Map(Text));

    private static readonly ShapeField[] Inherited =
    [
        ("edition", InheritedText), ("rust-version", Inheritable(RustVersion)), ("version", Inheritable(Version)),
        ("authors", InheritedTexts), ("exclude", InheritedTexts), ("include", InheritedTexts), ("publish", Publish),
        ("description", InheritedText), ("homepage", InheritedText), ("documentation", InheritedText), ("readme", Readme),
        ("keywords", InheritedTexts), ("categories", InheritedTexts), ("license", InheritedText), ("license-file", InheritedText),
        ("repository", InheritedText),
    ];

    private static readonly Shape Package = Table(
    [
        ("name", PackageName), .. Inherited, ("links", Text), ("workspace", Text), ("resolver", Text), ("default-run", Text),
        ("build", new("a path, a boolean or an array of paths") { Text = Any, Flag = Any, List = Texts.List }),
        ("metabuild", TextOrTexts), ("default-target", Text), ("forced-target", Text), ("im-a-teapot", Flag), ("autolib", Flag),
        ("autobins", Flag), ("autoexamples", Flag), ("autotests", Flag), ("autobenches", Flag),
        ("cargo-features", new("it at the top of the file, above every table")),
    ]);

    private static readonly Shape Target = Table(
        ("name", Text), ("path", Text), ("filename", Text), ("edition", Text), ("crate-type", Texts), ("crate_type", Texts),
        ("required-features", Texts), ("test", Flag), ("doctest", Flag), ("bench", Flag), ("doc", Flag), ("doc-scrape-examples", Flag),
        ("proc-macro", Flag), ("proc_macro", Flag), ("harness", Flag));

    private static readonly Shape SharedDependency = new("a version string like \"1.2\", or a table")
    {
        Text = Any,
        Table = Fields(
            ("version", Text), ("registry", Name(NameRules.RegistryProblem)), ("registry-index", Text), ("path", Text),
            ("base", Name(NameRules.PathBaseProblem)), ("git", Text), ("branch", Text), ("tag", Text), ("rev", Text),
            ("features", Texts), ("optional", Flag), ("default-features", Flag), ("default_features", Flag), ("package", PackageName),
            ("public", Flag), ("artifact", TextOrTexts), ("lib", Flag), ("target", Text)),
    };

    private static readonly Shape Dependency = SharedDependency with
    {
        Table = (file, path, table) =>
        {
            // A `workspace` that is no boolean is a key that Cargo does not know.
            if (table["workspace"] is TomlBoolean flag)
                FromWorkspace.Check(file, new(path.Text, "workspace"), flag);
            SharedDependency.Table!(file, path, table);
        },
    };

    private static readonly Shape Dependencies = Map(Dependency, NameRules.PackageProblem);

    private static readonly Shape SharedDependencies = Map(SharedDependency, NameRules.PackageProblem);

    private static readonly ShapeField[] DependencyTables =
    [
        ("dependencies", Dependencies), ("dev-dependencies", Dependencies), ("dev_dependencies", Dependencies),
        ("build-dependencies", Dependencies), ("build_dependencies", Dependencies),
    ];

    private const string Levels = "\"forbid\", \"deny\", \"warn\" or \"allow\"";

    private static readonly Shape LintLevel = new(Levels) { Text = OneOf(Levels, "forbid", "deny", "warn", "allow") };

    private static readonly Shape LintPriority = new("an integer from -128 to 127")
    {
        Number = Between("an integer from -128 to 127", sbyte.MinValue, sbyte.MaxValue),
    };

    private static readonly Shape Lint = LintLevel with
    {
        Expected = $"{Levels}, or a table with a `level`",
        Table = (file, path, table) =>
        {
            if (table["level"] is null)
                throw file.WrongType(path.Text, table, "a `level` in it");
            Fields(("level", LintLevel), ("priority", LintPriority))(file, path, table);
        },
    };

    private static readonly Shape LintTool = Map(Lint);

    private static readonly Shape Lints = new("a table")
    {
        Table = (file, path, table) =>
        {
            foreach (var entry in table.Entries)
                (entry.Key == "workspace" ? FromWorkspace : LintTool).Check(file, new(path.Text, entry.Key), entry.Value);
        },
    };

    private static readonly Shape Workspace = Table(
        ("members", Texts), ("exclude", Texts), ("default-members", Texts), ("resolver", Text),
        ("package", Table([.. Inherited.Select(field => field with { Shape = field.Shape with { Table = null } }), ("badges", Badges)])),
        ("dependencies", SharedDependencies), ("lints", Map(LintTool)));

    private static readonly ShapeCheck<TomlTable> Document = Fields(
    [
        ("cargo-features", Texts), ("package", Package), ("project", Package), ("badges", Badges),
        ("features", Map(Texts, NameRules.FeatureProblem)), ("lib", Target), ("bin", Tables(Target)), ("example", Tables(Target)),
        ("test", Tables(Target)), ("bench", Tables(Target)), .. DependencyTables, ("target", Map(Table(DependencyTables))),
        ("lints", Lints), ("hints", Table()), ("workspace", Workspace), ("profile", ProfileSchema.Profiles),
        ("patch", Map(SharedDependencies)), ("replace", Map(SharedDependency)),
    ]);

    /// <summary>Throws the first error of a manifest, in the order of the file.</summary>
    public static void Check(ManifestFile manifest) => Document(manifest, new("", ""), manifest.Table);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
