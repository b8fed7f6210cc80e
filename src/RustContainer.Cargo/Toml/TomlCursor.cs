using System.Globalization;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>A place in a text that moves forward, and what every scanner needs there: looking ahead, blanks, comments, errors.</summary>
/// <remarks>Most builds read their manifests once, in a young process, where loops run as they are compiled at first, which is slowly. The
/// loops over characters are optimised at once.</remarks>
internal sealed class TomlCursor(string text, string path)
{
    // Lines and columns are counted from the last place that was asked for, so that asking at every token stays linear.
    private int _countedIndex;
    private TomlPosition _counted = new(1, 1);

    public int Index { get; private set; }

    public bool AtEnd => Index >= text.Length;

    /// <summary>The current character, or NUL at the end (which no rule of TOML accepts, so the two need not be told apart).</summary>
    public char Current => Index < text.Length ? text[Index] : '\0';

    public TomlPosition Position => PositionOf(Index);

    public bool AtNewline => Current == '\n' || (Current == '\r' && PeekAt(1) == '\n');

    public char PeekAt(int distance) => Index + distance < text.Length ? text[Index + distance] : '\0';

    public bool StartsWith(string token) => string.CompareOrdinal(text, Index, token, 0, token.Length) == 0;

    public void Advance(int count = 1) => Index += count;

    public bool TryTake(char wanted)
    {
        if (AtEnd || text[Index] != wanted)
            return false;
        Index++;
        return true;
    }

    public ReadOnlySpan<char> Since(int start) => text.AsSpan(start, Index - start);

    public void SkipByteOrderMark()
    {
        if (Current == '\uFEFF')
            Index++;
    }

    public void SkipWhitespace()
    {
        var index = Index;
        while (index < text.Length && text[index] is ' ' or '\t')
            index++;
        Index = index;
    }

    /// <summary>Skips letters, digits, <c>_</c> and <c>-</c>.</summary>
    public void SkipBareKey()
    {
        var index = Index;
        while (index < text.Length && (char.IsAsciiLetterOrDigit(text[index]) || text[index] is '_' or '-'))
            index++;
        Index = index;
    }

    /// <summary>Skips to the next control character, or one of two others.</summary>
    public void SkipPlainText(char stop, char otherStop)
    {
        var index = Index;
        while (index < text.Length && text[index] != stop && text[index] != otherStop && !IsControl(text[index]))
            index++;
        Index = index;
    }

    /// <summary>Skips whitespace, comments and newlines.</summary>
    public void SkipBlank()
    {
        while (true)
        {
            SkipWhitespace();
            SkipComment();
            if (!TryTakeNewline())
                return;
        }
    }

    public bool TryTakeNewline()
    {
        if (!AtNewline)
            return false;
        Index += Current == '\r' ? 2 : 1;
        return true;
    }

    /// <summary>Takes what may stand after a statement: whitespace, a comment, and the end of the line.</summary>
    public void TakeEndOfLine(string after)
    {
        SkipWhitespace();
        SkipComment();
        if (!AtEnd && !TryTakeNewline())
            throw Unexpected($"the end of the line after {after}");
    }

    public CodedException Unexpected(string expected) => Error(Index, $"Expected {expected}, found {Describe()}.");

    public CodedException Error(int index, string message) => Error(PositionOf(index), message);

    public CodedException Error(TomlPosition position, string message) =>
        CargoError.At(TomlCodes.Syntax, message, path, position);

    public void RefuseLoneSurrogates()
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var i = first < 0 ? text.Length : first; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                throw Error(i, $"U+{(int)text[i]:X4} is half a character; save the file as UTF-8.");
            i++;
        }
    }

    /// <summary>The current character in words fit for a message.</summary>
    public string Describe()
    {
        if (AtEnd)
            return "the end of the file";
        if (AtNewline)
            return "the end of the line";
        var rune = Rune.GetRuneAt(text, Index);
        return IsPrintable(rune) ? $"'{rune}'" : $"the character U+{rune.Value:X4}";
    }

    public static bool IsControl(char c) => (c < ' ' && c != '\t') || c == '\u007F';

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);

    private void SkipComment()
    {
        if (!TryTake('#'))
            return;
        SkipPlainText('\n', '\n');
        if (!AtEnd && !AtNewline)
            throw Error(Index, $"A comment cannot hold {Describe()}; remove it.");
    }

    private TomlPosition PositionOf(int index)
    {
        var (from, (line, column)) = index >= _countedIndex ? (_countedIndex, _counted) : (0, new TomlPosition(1, 1));
        for (var i = from; i < index && i < text.Length; i++)
        {
            if (text[i] == '\n')
                (line, column) = (line + 1, 1);
            else if (!char.IsLowSurrogate(text[i]) && !(i == 0 && text[i] == '\uFEFF'))
                column++;
        }

        var position = new TomlPosition(line, column);
        if (index >= _countedIndex)
            (_countedIndex, _counted) = (Math.Min(index, text.Length), position);
        return position;
    }
}
