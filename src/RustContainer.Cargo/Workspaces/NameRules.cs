using System.Globalization;
using System.Text;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Which names Cargo allows. https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field</summary>
internal static class NameRules
{
    /// <summary>What is wrong with <paramref name="name"/> as the name of a package, or <see langword="null"/>.</summary>
    public static string? PackageProblem(string name) =>
        Problem(name, "package name", digitFirst: false, "-", "letters, digits, `-` and `_`, and no digit in front");

    /// <summary>What is wrong with <paramref name="name"/> as the name of a feature, or <see langword="null"/>.</summary>
    public static string? FeatureProblem(string name) =>
        name.StartsWith("dep:", StringComparison.Ordinal)
            ? $"The feature name `{Shown(name)}` begins with `dep:`, which refers to a dependency; rename it"
            : Problem(name, "feature name", digitFirst: true, "-+.",
                "letters, digits, `-`, `_`, `+` and `.`, and none of `-`, `+` and `.` in front");

    private static string? Problem(string name, string what, bool digitFirst, string alsoAllowed, string remedy)
    {
        if (name.Length == 0)
            return $"The {what} is empty; give one";
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(first ? IsStart(rune) || (digitFirst && Rune.IsDigit(rune)) : IsContinue(rune) || IsOneOf(rune, alsoAllowed)))
                return $"The {what} `{Shown(name)}` cannot have `{Shown(rune.ToString())}` there; use {remedy}";
            first = false;
        }
        return null;
    }

    // A message is one line, whatever the name holds.
    private static string Shown(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static bool IsOneOf(Rune rune, string characters) => rune.IsBmp
        && characters.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsStart(Rune rune) =>
        rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;

    private static bool IsContinue(Rune rune) => IsStart(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or
        UnicodeCategory.ConnectorPunctuation;
}
