using System.Globalization;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>Scans what is not a string, array or table: booleans, integers, floats, dates and times.</summary>
internal sealed class TomlScalars(TomlCursor cursor)
{
    private const int MaxShown = 40;

    public TomlValue Read()
    {
        var position = cursor.Position;
        var start = cursor.Index;
        TakeToken();
        var token = cursor.Since(start);
        if (token.IsEmpty)
            throw cursor.Unexpected("a value");
        if (token is "true" or "false")
            return new TomlBoolean(token is "true", position);
        return TomlDateTimes.LooksLikeOne(token) ? ReadDateTime(start, position) : ReadNumber(token, position);
    }

    private void TakeToken()
    {
        while (char.IsAsciiLetterOrDigit(cursor.Current) || cursor.Current is '_' or '+' or '-' or '.' or ':')
            cursor.Advance();
    }

    private TomlDateTime ReadDateTime(int start, TomlPosition position)
    {
        // RFC 3339 lets a space stand for the T; only then does a value go on after a space.
        if (cursor.Since(start) is { Length: 10 } date && date[4] == '-' && cursor.Current == ' ' && char.IsAsciiDigit(cursor.PeekAt(1)))
        {
            cursor.Advance();
            TakeToken();
        }

        var token = cursor.Since(start);
        return TomlDateTimes.TryParse(token, out var kind, out var text)
            ? new TomlDateTime(kind, text, position)
            : throw cursor.Error(position, $"{Show(token)} is not a date or time: expected one like 1979-05-27T07:32:00Z.");
    }

    private TomlValue ReadNumber(ReadOnlySpan<char> token, TomlPosition position)
    {
        if (TryReadSpecialFloat(token) is { } special)
            return new TomlFloat(special, position);
        if (token.Length > 2 && token[0] == '0' && token[1] is 'x' or 'o' or 'b')
            return ReadPrefixedInteger(token, position);

        var unsigned = token[0] is '+' or '-' ? token[1..] : token;
        var integerLength = DigitsLength(unsigned);
        if (integerLength <= 0 || (integerLength > 1 && unsigned[0] == '0'))
            throw NotAValue(token, position);
        return integerLength == unsigned.Length ? ReadInteger(token, position) : ReadFloat(token, unsigned[integerLength..], position);
    }

    private TomlInteger ReadInteger(ReadOnlySpan<char> token, TomlPosition position) =>
        long.TryParse(WithoutUnderscores(token), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new TomlInteger(value, position)
            : throw TooLarge(token, position);

    private TomlFloat ReadFloat(ReadOnlySpan<char> token, ReadOnlySpan<char> rest, TomlPosition position)
    {
        if (rest[0] == '.')
        {
            var fraction = DigitsLength(rest[1..]);
            if (fraction <= 0)
                throw NotAValue(token, position);
            rest = rest[(1 + fraction)..];
        }

        if (rest is ['e' or 'E', ..])
        {
            rest = rest[1..];
            rest = rest is ['+' or '-', ..] ? rest[1..] : rest;
            var exponent = DigitsLength(rest);
            if (exponent <= 0)
                throw NotAValue(token, position);
            rest = rest[exponent..];
        }

        if (!rest.IsEmpty)
            throw NotAValue(token, position);
        var value = double.Parse(WithoutUnderscores(token), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new TomlFloat(value, position)
            : throw cursor.Error(position, $"{Show(token)} is too large for a 64-bit float.");
    }

    private TomlInteger ReadPrefixedInteger(ReadOnlySpan<char> token, TomlPosition position)
    {
        var (radix, bits) = token[1] switch { 'x' => (16, 4), 'o' => (8, 3), _ => (2, 1) };
        var value = 0L;
        var previousIsDigit = false;
        for (var i = 2; i < token.Length; i++)
        {
            if (token[i] == '_' && previousIsDigit && i + 1 < token.Length)
            {
                previousIsDigit = false;
                continue;
            }

            var digit = char.IsAsciiHexDigit(token[i]) ? Convert.ToInt32(token[i].ToString(), 16) : int.MaxValue;
            if (digit >= radix)
                throw NotAValue(token, position);
            if (value > long.MaxValue >> bits)
                throw TooLarge(token, position);
            value = (value << bits) | (uint)digit;
            previousIsDigit = true;
        }

        return new TomlInteger(value, position);
    }

    private static double? TryReadSpecialFloat(ReadOnlySpan<char> token) => token switch
    {
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "+nan" or "-nan" => double.NaN,
        _ => null,
    };

    /// <summary>The length of a run of digits with single underscores between them; -1 where an underscore stands elsewhere.</summary>
    private static int DigitsLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '_'))
        {
            var isUnderscore = text[length] == '_';
            var isBetweenDigits = length > 0 && text[length - 1] != '_' && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1]);
            if (isUnderscore && !isBetweenDigits)
                return -1;
            length++;
        }

        return length;
    }

    private static string WithoutUnderscores(ReadOnlySpan<char> token) =>
        token.Contains('_') ? token.ToString().Replace("_", "", StringComparison.Ordinal) : token.ToString();

    private CodedException TooLarge(ReadOnlySpan<char> token, TomlPosition position) =>
        cursor.Error(position, $"{Show(token)} does not fit into a 64-bit signed integer.");

    private CodedException NotAValue(ReadOnlySpan<char> token, TomlPosition position) =>
        cursor.Error(position,
            $"{Show(token)} is not a value: expected a string in quotes, a number, true, false, a date, an array or a table.");

    private static string Show(ReadOnlySpan<char> token) =>
        token.Length <= MaxShown ? $"'{token}'" : $"'{token[..MaxShown]}…'";
}
