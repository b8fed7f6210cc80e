using System.Globalization;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>Scans TOML's four kinds of strings.</summary>
internal sealed class TomlStrings(TomlCursor cursor)
{
    private readonly StringBuilder _text = new();

    /// <summary>Reads the string that begins at the cursor, which stands on a quote.</summary>
    /// <param name="allowMultiline">False for keys, which are never multi-line.</param>
    public string Read(bool allowMultiline)
    {
        var quote = cursor.Current;
        var opening = cursor.Index;
        var isMultiline = cursor.PeekAt(1) == quote && cursor.PeekAt(2) == quote;
        if (isMultiline && !allowMultiline)
            throw cursor.Error(opening, "A key cannot be a multi-line string; write it with one pair of quotes.");
        cursor.Advance(isMultiline ? 3 : 1);
        if (!isMultiline && TryReadPlain(quote) is { } plain)
            return plain;
        _text.Clear();
        if (isMultiline)
            ReadMultiline(quote, opening);
        else
            ReadLine(quote, opening);
        return _text.ToString();
    }

    /// <summary>Reads a string without escapes, as most are; else the cursor stays.</summary>
    private string? TryReadPlain(char quote)
    {
        var start = cursor.Index;
        SkipPlain(quote);
        var text = cursor.Since(start);
        if (cursor.TryTake(quote))
            return text.ToString();
        cursor.Advance(-text.Length);
        return null;
    }

    private void ReadLine(char quote, int opening)
    {
        while (true)
        {
            TakePlain(quote);
            if (cursor.TryTake(quote))
                return;
            if (quote == '"' && cursor.Current == '\\')
                ReadEscape();
            else if (cursor.AtEnd || cursor.AtNewline)
                throw cursor.Error(opening, $"The string is not closed: expected {quote} before {cursor.Describe()}.");
            else
                throw ControlCharacter();
        }
    }

    private void ReadMultiline(char quote, int opening)
    {
        cursor.TryTakeNewline();
        while (true)
        {
            TakePlain(quote);
            if (cursor.Current == quote)
            {
                if (TakeQuotes(quote))
                    return;
            }
            else if (cursor.TryTakeNewline())
                _text.Append('\n');
            else if (quote == '"' && cursor.Current == '\\')
                ReadMultilineEscape();
            else if (cursor.AtEnd)
                throw cursor.Error(opening,
                    $"The multi-line string is not closed: expected {quote}{quote}{quote} before the end of the file.");
            else
                throw ControlCharacter();
        }
    }

    /// <summary>Takes quotes inside a multi-line string; up to two of them may stand directly before the closing three.</summary>
    private bool TakeQuotes(char quote)
    {
        var count = 0;
        while (count < 5 && cursor.TryTake(quote))
            count++;
        _text.Append(quote, count >= 3 ? count - 3 : count);
        return count >= 3;
    }

    private void TakePlain(char quote)
    {
        var start = cursor.Index;
        SkipPlain(quote);
        _text.Append(cursor.Since(start));
    }

    private void SkipPlain(char quote) => cursor.SkipPlainText(quote, quote == '"' ? '\\' : quote);

    private void ReadMultilineEscape()
    {
        var next = cursor.PeekAt(1);
        if (next is not (' ' or '\t' or '\r' or '\n'))
        {
            ReadEscape();
            return;
        }

        cursor.Advance();
        cursor.SkipWhitespace();
        if (!cursor.AtNewline)
            throw cursor.Unexpected("the end of the line after a backslash and blanks");
        do
            cursor.SkipWhitespace();
        while (cursor.TryTakeNewline());
    }

    private void ReadEscape()
    {
        var backslash = cursor.Index;
        cursor.Advance();
        var kind = cursor.Current;
        switch (kind)
        {
            case 'b': _text.Append('\b'); break;
            case 't': _text.Append('\t'); break;
            case 'n': _text.Append('\n'); break;
            case 'f': _text.Append('\f'); break;
            case 'r': _text.Append('\r'); break;
            case 'e': _text.Append('\u001B'); break;
            case '"': _text.Append('"'); break;
            case '\\': _text.Append('\\'); break;
            case 'x' or 'u' or 'U':
                cursor.Advance();
                ReadHexEscape(backslash, kind == 'x' ? 2 : kind == 'u' ? 4 : 8);
                return;
            default:
                throw cursor.Error(backslash,
                    $"A backslash cannot be followed by {cursor.Describe()}; write \\\\ for a backslash, or use '…' instead of \"…\".");
        }

        cursor.Advance();
    }

    private void ReadHexEscape(int backslash, int digits)
    {
        var start = cursor.Index;
        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
                throw cursor.Unexpected($"{digits} hexadecimal digits in an escape");
            cursor.Advance();
        }

        var value = uint.Parse(cursor.Since(start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.TryCreate(value, out var rune))
            throw cursor.Error(backslash, $"U+{value:X4} is not a Unicode character.");
        _text.Append(rune.ToString());
    }

    private CodedException ControlCharacter() =>
        cursor.Error(cursor.Index, $"A string cannot hold {cursor.Describe()} as it is; write an escape.");
}
