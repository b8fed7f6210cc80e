using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>
/// Finds cargo's own errors and warnings in a stream of lines. A message reaches from its head to the next head, status line or JSON
/// line, so that it is known to be whole only then. Not for use by several threads at once.
/// </summary>
public sealed partial class CargoTextReader
{
    private const int MaxFirstLines = 150;
    private const int MaxLastLines = 50;
    private const int MaxLineLength = 2000;

    private readonly List<string> _block = [];
    private readonly Queue<string> _last = new(); // of a long block: what a program says last mostly tells why it failed

    /// <summary>Takes the next line; gives the message that it ends, if any.</summary>
    public CargoTextError? Push(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = AnsiText.Strip(AnsiText.CutMiddle(line, MaxLineLength)).TrimEnd();
        var isHead = HeadPattern().IsMatch(text);
        if (isHead || text.StartsWith('{') || StatusPattern().IsMatch(text))
        {
            var finished = Finish();
            if (isHead)
                _block.Add(text);
            return finished;
        }

        if (_block.Count is > 0 and < MaxFirstLines)
            _block.Add(text);
        else if (_block.Count > 0)
            _last.Enqueue(text);
        if (_last.Count > MaxLastLines)
            _last.Dequeue();
        return null;
    }

    /// <summary>Ends the output; gives its last message, if any.</summary>
    public CargoTextError? Finish()
    {
        if (_block.Count == 0)
            return null;
        var error = CargoTextBlock.Read([.. _block, .. _last]);
        _block.Clear();
        _last.Clear();
        return error;
    }

    [GeneratedRegex(@"\A(error|warning)(\[[A-Za-z0-9_:]{1,100}\])?: ", RegexOptions.CultureInvariant)]
    private static partial Regex HeadPattern();

    // A verb that ends in column 12: "   Compiling app v0.1.0".
    [GeneratedRegex(@"\A {0,11}[A-Z][a-z]{0,11}(?<=\A.{12}) ", RegexOptions.CultureInvariant)]
    private static partial Regex StatusPattern();
}
