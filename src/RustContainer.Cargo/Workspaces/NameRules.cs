using System.Globalization;
using System.Text;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Which names Cargo allows. https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field</summary>
internal static class NameRules
{
    private static readonly HashSet<string> ReservedProfiles = new(StringComparer.Ordinal)
    {
        "build", "check", "clean", "config", "fetch", "fix", "install", "metadata", "package", "publish", "report", "root", "run", "rust",
        "rustc", "rustdoc", "target", "tmp", "uninstall",
    };

    /// <summary>What is wrong with <paramref name="name"/> as the name of a package, or <see langword="null"/>.</summary>
    /// <remarks>Parts that <c>::</c> joins are for nightly toolchains: see <see cref="PackageFields"/>.</remarks>
    public static string? PackageProblem(string name) => !name.Contains(':', StringComparison.Ordinal) ? PartProblem(name)
        : name.Split("::").Select(PartProblem).FirstOrDefault(problem => problem is not null);

    /// <summary>What is wrong with <paramref name="name"/> as the name of a feature, or <see langword="null"/>.</summary>
    public static string? FeatureProblem(string name) =>
        name.StartsWith("dep:", StringComparison.Ordinal)
            ? $"The feature name `{name}` begins with `dep:`, which refers to a dependency; rename it"
            : Problem(name, "feature name", digitFirst: true, "-+.",
                "letters, digits, `-`, `_`, `+` and `.`, and none of `-`, `+` and `.` in front");

    /// <summary>What is wrong with <paramref name="name"/> as the name of a registry, or <see langword="null"/>.</summary>
    public static string? RegistryProblem(string name) =>
        Problem(name, "registry name", digitFirst: false, "-", "letters, digits, `-` and `_`, and no digit in front");

    /// <summary>What is wrong with <paramref name="name"/> as the base of a path, or <see langword="null"/>.</summary>
    public static string? PathBaseProblem(string name) =>
        Problem(name, "path base", digitFirst: false, "-", "letters, digits, `-` and `_`, and no digit in front");

    /// <summary>What is wrong with <paramref name="name"/> as the name of a profile, or <see langword="null"/>.</summary>
    public static string? ProfileProblem(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && !IsOneOf(rune, "_-"))
                return $"The profile name `{name}` cannot have `{rune}`; use letters, digits, `-` and `_`";
        }
        var lower = name.ToLowerInvariant();
        return lower switch
        {
            "debug" => $"The profile name `{name}` is reserved; the profile of a plain `cargo build` is called `dev`",
            "build-override" => $"The profile name `{name}` is reserved; write [profile.dev.build-override] for what build scripts need",
            _ => ReservedProfiles.Contains(lower) || lower.StartsWith("cargo", StringComparison.Ordinal)
                ? $"The profile name `{name}` is reserved; rename it"
                : null,
        };
    }

    private static string? PartProblem(string part) =>
        Problem(part, "package name", digitFirst: false, "-", "letters, digits, `-` and `_`, and no digit in front");

    private static string? Problem(string name, string what, bool digitFirst, string alsoAllowed, string remedy)
    {
        if (name.Length == 0)
            return $"The {what} is empty; give one";
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(first ? IsStart(rune) || (digitFirst && Rune.IsDigit(rune)) : IsContinue(rune) || IsOneOf(rune, alsoAllowed)))
                return $"The {what} `{name}` cannot have `{rune}` there; use {remedy}";
            first = false;
        }
        return null;
    }

    private static bool IsOneOf(Rune rune, string characters) => rune.IsBmp
        && characters.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsStart(Rune rune) =>
        rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsContinue(Rune rune) => IsStart(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or
        UnicodeCategory.ConnectorPunctuation;
}
