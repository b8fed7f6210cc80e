using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RustContainer.Cargo.Toml;

/// <summary>
/// Reads dates and times: RFC 3339 with TOML's liberties (seconds may be left out, a space or lower case may stand for T).
/// </summary>
internal static class TomlDateTimes
{
    /// <summary>Whether a token can only be meant as a date or time: four digits and a dash, or two and a colon.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> token) =>
        (token.Length > 4 && token[4] == '-' && AreDigits(token[..4])) || (token.Length > 2 && token[2] == ':' && AreDigits(token[..2]));

    /// <summary>Checks a token and gives it in TOML 1.0's form: with <c>T</c>, <c>Z</c> and seconds.</summary>
    public static bool TryParse(ReadOnlySpan<char> token, out TomlDateTimeKind kind, [NotNullWhen(true)] out string? text)
    {
        (kind, text) = (TomlDateTimeKind.LocalTime, null);
        if (token.Length > 2 && token[2] == ':')
            return TakeTime(ref token, out text) && token.IsEmpty;

        kind = TomlDateTimeKind.LocalDate;
        if (!TakeDate(ref token, out var date))
            return false;
        if (token.IsEmpty)
        {
            text = date;
            return true;
        }

        if (token[0] is not ('T' or 't' or ' '))
            return false;
        token = token[1..];
        if (!TakeTime(ref token, out var time))
            return false;
        kind = token.IsEmpty ? TomlDateTimeKind.LocalDateTime : TomlDateTimeKind.OffsetDateTime;
        if (!TakeOffset(ref token, out var offset))
            return false;
        text = $"{date}T{time}{offset}";
        return token.IsEmpty;
    }

    private static bool TakeDate(ref ReadOnlySpan<char> token, out string date)
    {
        date = "";
        if (token.Length < 10 || token[4] != '-' || token[7] != '-' || !AreDigits(token[..4]) || !AreDigits(token[5..7])
            || !AreDigits(token[8..10]))
            return false;
        var (year, month, day) = (Number(token[..4]), Number(token[5..7]), Number(token[8..10]));
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
            return false;
        date = token[..10].ToString();
        token = token[10..];
        return true;
    }

    private static bool TakeTime(ref ReadOnlySpan<char> token, out string time)
    {
        time = "";
        if (!TakeHourAndMinute(ref token, out var hourAndMinute))
            return false;
        if (token is not [':', ..])
        {
            time = hourAndMinute + ":00";
            return true;
        }

        // A second of 60 is a leap second, which RFC 3339 allows.
        if (token.Length < 3 || !AreDigits(token[1..3]) || Number(token[1..3]) > 60)
            return false;
        var length = 3;
        if (token.Length > length && token[length] == '.')
        {
            var fraction = token[(length + 1)..];
            var digits = fraction.IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? fraction.Length : digits;
            if (digits == 0)
                return false;
            length += 1 + digits;
        }

        time = string.Concat(hourAndMinute, token[..length]);
        token = token[length..];
        return true;
    }

    private static bool TakeOffset(ref ReadOnlySpan<char> token, out string offset)
    {
        offset = "";
        if (token.IsEmpty)
            return true;
        var sign = token[0];
        token = token[1..];
        if (sign is 'Z' or 'z')
        {
            offset = "Z";
            return true;
        }

        if (sign is not ('+' or '-') || !TakeHourAndMinute(ref token, out var hourAndMinute))
            return false;
        offset = sign + hourAndMinute;
        return true;
    }

    private static bool TakeHourAndMinute(ref ReadOnlySpan<char> token, out string text)
    {
        text = "";
        if (token.Length < 5 || token[2] != ':' || !AreDigits(token[..2]) || !AreDigits(token[3..5])
            || Number(token[..2]) > 23 || Number(token[3..5]) > 59)
            return false;
        text = token[..5].ToString();
        token = token[5..];
        return true;
    }

    // Year 0000 is allowed by RFC 3339 but unknown to DateTime; the calendar repeats every 400 years.
    private static int DaysInMonth(int year, int month) => DateTime.DaysInMonth(year == 0 ? 400 : year, month);

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
