using System.Text;

namespace RustContainer.Tasks.Worker;

/// <summary>The first lines of a text up to a limit; the rest is dropped. Safe to be filled from another thread.</summary>
internal sealed class BoundedText(int maxCharacters)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line while there is room for it.</summary>
    public void Append(string? line)
    {
        lock (_text)
        {
            if (string.IsNullOrWhiteSpace(line) || _text.Length + line.Length > maxCharacters)
                return;
            if (_text.Length > 0)
                _text.Append(' ');
            _text.Append(line.Trim());
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_text)
            return _text.ToString();
    }
}
