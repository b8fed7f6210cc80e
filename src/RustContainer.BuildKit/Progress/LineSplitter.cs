using System.Text;

namespace RustContainer.BuildKit;

/// <summary>Joins the pieces of a byte stream into lines of text. What is not UTF-8 becomes U+FFFD; a character may be cut between
/// pieces.</summary>
internal sealed class LineSplitter(int maxLength)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();

    /// <summary>Takes the next bytes; the lines that they complete.</summary>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[_decoder.GetCharCount(bytes, flush: false)];
        var text = chars.AsSpan(0, _decoder.GetChars(bytes, chars, flush: false));
        List<string> lines = [];
        while (!text.IsEmpty)
        {
            var room = text[..Math.Min(text.Length, maxLength - _line.Length)];
            var end = room.IndexOf('\n');
            _line.Append(end < 0 ? room : room[..end]);
            text = text[(end < 0 ? room.Length : end + 1)..];
            if (end >= 0 || _line.Length == maxLength)
            {
                lines.Add(Take());
            }
        }

        return lines;
    }

    /// <summary>The last line where it had no end; <see langword="null"/> where nothing is left.</summary>
    public string? Flush() => _line.Length == 0 ? null : Take();

    private string Take()
    {
        var length = _line.Length > 0 && _line[^1] == '\r' ? _line.Length - 1 : _line.Length;
        var line = _line.ToString(0, length);
        _line.Clear();
        return line;
    }
}
