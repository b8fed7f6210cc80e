using System.Globalization;
using System.Text;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Which names Cargo allows. https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field</summary>
internal static class NameRules
{
    /// <summary>What is wrong with <paramref name="name"/> as the name of a package, or <see langword="null"/>.</summary>
    public static string? PackageProblem(string name) => Problem(name, "package name", digitFirst: false, "-");

    /// <summary>What is wrong with <paramref name="name"/> as the name of a feature, or <see langword="null"/>.</summary>
    public static string? FeatureProblem(string name) =>
        name.StartsWith("dep:", StringComparison.Ordinal)
            ? $"feature named `{name}` is not allowed to start with `dep:`"
            : Problem(name, "feature name", digitFirst: true, "-+.");

    private static string? Problem(string name, string what, bool digitFirst, string alsoAllowed)
    {
        if (name.Length == 0)
            return $"{what} cannot be empty";
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (first && Rune.IsDigit(rune) && !digitFirst)
                return $"invalid character `{rune}` in {what}: `{name}`, the name cannot start with a digit";
            if (!(first ? IsStart(rune) || (digitFirst && Rune.IsDigit(rune)) : IsContinue(rune) || IsOneOf(rune, alsoAllowed)))
                return $"invalid character `{rune}` in {what}: `{name}`; letters, digits, `-` and `_` are allowed";
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
