using static RustContainer.Cargo.Workspaces.Shapes;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Of which type each key of a profile is. https://doc.rust-lang.org/cargo/reference/profiles.html</summary>
internal static class ProfileSchema
{
    private const string DebugInfo =
        "a boolean, 0, 1, 2, \"none\", \"limited\", \"full\", \"line-tables-only\" or \"line-directives-only\"";

    private const string OptLevel = "0, 1, 2, 3, \"s\" or \"z\"";

    private const string CodegenUnits = "a number of units";

    private const string TrimPaths = "a boolean, \"none\", \"all\", \"diagnostics\", \"macro\", \"object\", or an array of the last three";

    private static readonly Shape TrimPath = new(TrimPaths) { Text = OneOf(TrimPaths, "diagnostics", "macro", "object") };

    private static readonly Shape Profile = new("a table")
    {
        // By name, not by value: a profile holds profiles.
        Table = (file, path, table) => Settings!(file, path, table),
    };

    private static readonly ShapeCheck<Toml.TomlTable> Settings = Fields(
        ("opt-level", new(OptLevel) { Number = Any, Text = OneOf(OptLevel, "s", "z") }),
        ("lto", TextOrFlag), ("codegen-backend", Text),
        ("codegen-units", new(CodegenUnits) { Number = Between(CodegenUnits, 0, uint.MaxValue) }),
        ("debug", new(DebugInfo)
        {
            Flag = Any,
            Number = Between(DebugInfo, 0, 2),
            Text = OneOf(DebugInfo, "none", "limited", "full", "line-tables-only", "line-directives-only"),
        }),
        ("split-debuginfo", Text), ("debug-assertions", Flag), ("rpath", Flag), ("panic", Text), ("overflow-checks", Flag),
        ("incremental", Flag), ("dir-name", Text), ("inherits", Text), ("strip", TextOrFlag), ("rustflags", Texts),
        ("hint-mostly-unused", Flag),
        ("trim-paths", new(TrimPaths)
        {
            Flag = Any,
            Text = OneOf(TrimPaths, "none", "all", "diagnostics", "macro", "object"),
            List = Tables(TrimPath).List,
        }),
        ("package", Map(Profile, spec => spec == "*" ? null : PackageSpecs.Problem(spec))), ("build-override", Profile));

    /// <summary>The table of profiles.</summary>
    public static readonly Shape Profiles = Map(Profile, NameRules.ProfileProblem);
}
