using System.Text;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo;

/// <summary>Makes the errors of this library, whose messages quote what hostile files hold.</summary>
internal static class CargoError
{
    private const int LongestStart = 900;
    private const int LongestEnd = 400;

    /// <summary>An error about a place in a file, or about the whole of it.</summary>
    public static CodedException At(string code, string message, string? file, TomlPosition at = default, Exception? cause = null) =>
        new(new Diagnostic(code, OneLine(message), file, at.Line, at.Column), cause);

    /// <summary>
    /// The message as one line of bearable length: characters that end a line, drive a terminal or turn the direction of writing are
    /// replaced, and of a very long one the middle is left out, for the remedy stands at its end.
    /// </summary>
    public static string OneLine(string message)
    {
        if (message.Length > LongestStart + LongestEnd)
            message = $"{message.AsSpan(0, LongestStart).TrimEndHalf()}…{message.AsSpan(message.Length - LongestEnd).TrimStartHalf()}";
        if (!message.AsSpan().ContainsHarmful())
            return message;
        var text = new StringBuilder(message.Length);
        foreach (var character in message)
            text.Append(IsHarmful(character) ? '\uFFFD' : character);
        return text.ToString();
    }

    private static bool ContainsHarmful(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (IsHarmful(character))
                return true;
        }
        return false;
    }

    private static bool IsHarmful(char character) => char.IsControl(character)
        || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static ReadOnlySpan<char> TrimEndHalf(this ReadOnlySpan<char> text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;

    private static ReadOnlySpan<char> TrimStartHalf(this ReadOnlySpan<char> text) => char.IsLowSurrogate(text[0]) ? text[1..] : text;
}
