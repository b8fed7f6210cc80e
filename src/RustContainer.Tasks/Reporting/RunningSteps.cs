namespace RustContainer.Tasks.Reporting;

/// <summary>
/// Tells of a step once it has run for as long as a person would wonder what is going on. What is cached or done at once is never told of.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="tell">Told of each such step, once; called on another thread, never two at a time and not after the end.</param>
internal sealed class RunningSteps(TimeProvider time, Action<string> tell) : IDisposable
{
    /// <summary>How long a step is not worth a line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ITimer> _waiting = new(StringComparer.Ordinal);

    /// <summary>A step began.</summary>
    public void Start(string step, string name)
    {
        lock (_lock)
        {
            if (!_waiting.ContainsKey(step))
                _waiting.Add(step, time.CreateTimer(_ => Tell(step, name), null, Patience, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>A step ended, or was told of otherwise.</summary>
    public bool End(string step)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(step, out var timer))
                return false;
            timer.Dispose();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _waiting.Values)
                timer.Dispose();
            _waiting.Clear();
        }
    }

    private void Tell(string step, string name)
    {
        lock (_lock)
        {
            if (End(step))
                tell(name);
        }
    }
}
