using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.BuildKit;

/// <summary>Text of a peer as messages may show it: short, on one line, and without what a terminal would obey.</summary>
public static partial class PeerText
{
    /// <summary>How many characters of the text are shown at most.</summary>
    public const int MaxLength = 1000;

    /// <summary>The text with control, format and line separating characters as <c>\uXXXX</c>, cut off with an ellipsis.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = IsObeyed(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : shown.Append(c);
        }

        return text.Length > MaxLength ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>The text with an ellipsis for the query of each address: it may be a signature that opens what the address names.</summary>
    public static string WithoutQueries(string text) => Query().Replace(text, "?…");

    // Marks of direction are format characters: they can make a name look like another.
    private static bool IsObeyed(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"(?<=://[^\s?]*)\?[^\s""]+", RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
