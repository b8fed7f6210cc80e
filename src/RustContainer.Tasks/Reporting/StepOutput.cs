using RustContainer.Cargo.Messages;

namespace RustContainer.Tasks.Reporting;

/// <summary>What a step printed: cargo's own messages, and the last lines for steps that are not cargo's.</summary>
internal sealed class StepOutput
{
    private const int KeptLines = 12;
    private const int KeptLineLength = 2000;
    private const int MaxErrors = 1000;

    private readonly CargoTextReader _reader = new();
    private readonly List<CargoTextError> _errors = [];
    private readonly Queue<string> _last = new();

    /// <summary>Whether cargo runs in it: other programs' warnings are not read.</summary>
    public bool RunsCargo { get; set; }

    /// <summary>Whether BuildKit cut the log.</summary>
    public bool IsClipped { get; private set; }

    /// <summary>Cargo's errors and warnings so far, but for the last one where the step has not ended.</summary>
    public IReadOnlyList<CargoTextError> Errors => _errors;

    /// <summary>Takes the next line; gives the message of cargo that it ends, if any.</summary>
    public CargoTextError? Take(string line)
    {
        // BuildKit's own words: "[output clipped, log limit 2MiB reached]", or "… 200KiB/s reached".
        IsClipped |= line.Contains("[output clipped, log limit", StringComparison.Ordinal);
        if (!string.IsNullOrWhiteSpace(line))
        {
            _last.Enqueue(line.Length <= KeptLineLength ? line.Trim() : line[..KeptLineLength] + "…");
            if (_last.Count > KeptLines)
                _last.Dequeue();
        }

        return Keep(_reader.Push(line));
    }

    /// <summary>Ends the output; gives cargo's last message, if any.</summary>
    public CargoTextError? End() => Keep(_reader.Finish());

    /// <summary>The last lines, in one.</summary>
    public string LastLines() => _last.Count == 0 ? "(none)" : string.Join(" | ", _last);

    private CargoTextError? Keep(CargoTextError? message)
    {
        if (message is not null && _errors.Count < MaxErrors)
            _errors.Add(message);
        return message;
    }
}
