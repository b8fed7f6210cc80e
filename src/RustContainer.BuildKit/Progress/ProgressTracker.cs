using Google.Protobuf.WellKnownTypes;
using RustContainer.BuildKit.Protocol.Control;

namespace RustContainer.BuildKit;

/// <summary>Merges BuildKit's status messages, which repeat steps as they change, into events that each come once.</summary>
internal sealed class ProgressTracker(Action<SolveEvent> report)
{
    private const int MaxDetails = 32;

    // Each may hold a line of VertexLog.MaxLength.
    private const int MaxOpenLines = 64;

    // More than any build has; what is kept of a step beside its texts is counted as its weight.
    private const int MaxKeptCharacters = 32 << 20;
    private const int StepWeight = 256;
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Vertex, int Stream), LineSplitter> _lines = [];
    private int _keptCharacters;

    /// <summary>The name of a step; empty where it is not known.</summary>
    public string NameOf(string digest) => _steps.TryGetValue(digest, out var step) ? step.Name : "";

    /// <summary>The step that failed first, neither by being cancelled nor as a cache that cannot be read, without which BuildKit builds on;
    /// empty where none did.</summary>
    public string FailedDigest { get; private set; } = "";

    /// <summary>Takes the next message.</summary>
    public void Take(StatusResponse status)
    {
        foreach (var vertex in status.Vertexes)
        {
            Start(vertex);
        }

        foreach (var log in status.Logs)
        {
            TakeLog(log);
        }

        foreach (var part in status.Statuses)
        {
            report(new VertexProgress(part.Vertex, part.ID, part.Current, part.Total, part.Completed is not null));
        }

        foreach (var warning in status.Warnings)
        {
            report(ReadWarning(warning));
        }

        foreach (var vertex in status.Vertexes)
        {
            Finish(vertex);
        }
    }

    /// <summary>Reports the lines that had no end.</summary>
    public void Complete()
    {
        foreach (var vertex in _lines.Keys.Select(k => k.Vertex).Distinct().ToArray())
        {
            FlushLines(vertex);
        }
    }

    private void Start(Vertex vertex)
    {
        if (!_steps.TryGetValue(vertex.Digest, out var step))
        {
            if (!HasRoom(vertex.Digest.Length + StepWeight))
            {
                return;
            }

            _steps.Add(vertex.Digest, step = new Step());
        }

        if (vertex.Name.Length > 0 && vertex.Name != step.Name && HasRoom(vertex.Name.Length))
        {
            step.Name = vertex.Name;
        }

        var again = step.State == StepState.Done && vertex.Started is not null && !vertex.Started.Equals(step.Started);
        if (vertex.Started is not null && !vertex.Cached && (step.State == StepState.Waiting || again))
        {
            step.State = StepState.Running;
            step.Started = vertex.Started;
            report(new VertexStarted(vertex.Digest, step.Name));
        }
    }

    private void Finish(Vertex vertex)
    {
        if (vertex.Completed is null || !_steps.TryGetValue(vertex.Digest, out var step) || step.State == StepState.Done)
        {
            return;
        }

        step.State = StepState.Done;
        FlushLines(vertex.Digest);
        var error = vertex.Error.Length > 0 ? PeerText.WithoutQueries(vertex.Error) : null;
        if (error is not null && FailedDigest.Length == 0 && !error.EndsWith("context canceled", StringComparison.Ordinal)
            && !step.Name.StartsWith("importing cache manifest", StringComparison.Ordinal))
        {
            FailedDigest = vertex.Digest;
        }

        report(new VertexFinished(
            vertex.Digest, step.Name, vertex.Cached, vertex.Cached ? 0 : Seconds(vertex.Started, vertex.Completed), error));
    }

    private void TakeLog(Protocol.Control.VertexLog log)
    {
        var stream = log.Stream == 1 ? 1 : 2;
        if (!_lines.TryGetValue((log.Vertex, stream), out var splitter))
        {
            if (_lines.Count >= MaxOpenLines)
            {
                Complete();
            }

            _lines.Add((log.Vertex, stream), splitter = new LineSplitter(VertexLog.MaxLength));
        }

        foreach (var line in splitter.Append(log.Msg.Span))
        {
            report(new VertexLog(log.Vertex, stream, line));
        }
    }

    // Steps that there is no room for are not told of: they are of no honest build.
    private bool HasRoom(int characters)
    {
        if (characters > MaxKeptCharacters - _keptCharacters)
        {
            return false;
        }

        _keptCharacters += characters;
        return true;
    }

    private void FlushLines(string vertex)
    {
        foreach (var stream in (int[])[1, 2])
        {
            if (_lines.Remove((vertex, stream), out var splitter) && splitter.Flush() is { } line)
            {
                report(new VertexLog(vertex, stream, line));
            }
        }
    }

    private static BuildWarning ReadWarning(VertexWarning warning)
    {
        var range = warning.Ranges.FirstOrDefault();
        return new BuildWarning(
            warning.Vertex,
            warning.Short.ToStringUtf8(),
            [.. warning.Detail.Take(MaxDetails).Select(d => d.ToStringUtf8())],
            warning.Url,
            range?.Start is not { Line: > 0 }
                ? null
                : new SourcePosition(warning.Info?.Filename ?? "", range.Start.Line, range.End?.Line ?? range.Start.Line));
    }

    // The peer's times are not believed to be in range or order.
    private static double Seconds(Timestamp? from, Timestamp to) =>
        from is null ? 0 : Math.Max(0, (double)to.Seconds - from.Seconds + (((double)to.Nanos - from.Nanos) / 1e9));

    private enum StepState
    {
        Waiting,
        Running,
        Done,
    }

    private sealed class Step
    {
        public string Name { get; set; } = "";

        public StepState State { get; set; }

        public Timestamp? Started { get; set; }
    }
}
