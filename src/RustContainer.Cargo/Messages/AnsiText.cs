using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>Makes terminal output fit for messages: without colours, and not too long.</summary>
internal static partial class AnsiText
{
    public static string Strip(string text) => text.Contains('\e', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    /// <summary>A text of at most <paramref name="length"/> characters; the middle goes first, for the end tells most.</summary>
    public static string CutMiddle(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var (head, tail) = (length * 3 / 4, length / 4 - 3);
        return $"{Whole(text[..head])} … {Whole(text[^tail..])}";
    }

    // A cut may halve a surrogate pair.
    private static string Whole(string part)
    {
        var start = part.Length > 0 && char.IsLowSurrogate(part[0]) ? 1 : 0;
        var end = part.Length > start && char.IsHighSurrogate(part[^1]) ? part.Length - 1 : part.Length;
        return part[start..end];
    }

    [GeneratedRegex(@"\e(\[[0-9;?]{0,32}[A-Za-z]|\][^\a\e]{0,4096}(\a|\e\\))", RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();
}
