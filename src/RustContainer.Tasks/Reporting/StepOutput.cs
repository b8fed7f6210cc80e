using RustContainer.Cargo.Messages;

namespace RustContainer.Tasks.Reporting;

/// <summary>What a step printed: cargo's own errors, and the last lines for steps that are not cargo's.</summary>
internal sealed class StepOutput
{
    private const int KeptLines = 12;

    private readonly CargoTextReader _reader = new();
    private readonly List<CargoTextError> _errors = [];
    private readonly Queue<string> _last = new();

    /// <summary>Whether BuildKit cut the log.</summary>
    public bool IsClipped { get; private set; }

    /// <summary>Takes the next line.</summary>
    public void Take(string line)
    {
        if (_reader.Push(line) is { } error)
            _errors.Add(error);
        // BuildKit's own words: "[output clipped, log limit 2MiB reached]".
        IsClipped |= line.Contains("[output clipped, log limit", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(line))
            return;
        _last.Enqueue(line.Trim());
        if (_last.Count > KeptLines)
            _last.Dequeue();
    }

    /// <summary>All of cargo's errors so far, the last one taken for whole.</summary>
    public IReadOnlyList<CargoTextError> Finish()
    {
        if (_reader.Finish() is { } last)
            _errors.Add(last);
        return _errors;
    }

    /// <summary>The last lines, in one.</summary>
    public string LastLines() => _last.Count == 0 ? "(none)" : string.Join(" | ", _last);
}
