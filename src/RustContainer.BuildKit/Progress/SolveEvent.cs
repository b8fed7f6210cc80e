namespace RustContainer.BuildKit;

/// <summary>What happens while a solve runs. Events come one at a time, in order, and the solve waits while one is handled.</summary>
public abstract record SolveEvent;

/// <summary>A step began to run. Steps that are cached never start; one that fetches something may run twice, first to find out
/// what.</summary>
/// <param name="Digest">The step.</param>
/// <param name="Name">Its name as the Dockerfile has it.</param>
public sealed record VertexStarted(string Digest, string Name) : SolveEvent;

/// <summary>A step ended.</summary>
/// <param name="Digest">The step.</param>
/// <param name="Name">Its name as the Dockerfile has it.</param>
/// <param name="Cached">Whether BuildKit had the result already.</param>
/// <param name="Seconds">How long it ran, in seconds; 0 when cached.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when it did not.</param>
public sealed record VertexFinished(string Digest, string Name, bool Cached, double Seconds, string? Error) : SolveEvent;

/// <summary>How far a part of a step is, such as a layer that is being pulled.</summary>
/// <param name="Digest">The step.</param>
/// <param name="Id">Which part, such as <c>sha256:…</c> or <c>transferring context:</c>.</param>
/// <param name="Current">What is done, in bytes.</param>
/// <param name="Total">What there is to do, in bytes; 0 where that is not known.</param>
/// <param name="Completed">Whether it is done.</param>
public sealed record VertexProgress(string Digest, string Id, long Current, long Total, bool Completed) : SolveEvent;

/// <summary>A line that a step printed.</summary>
/// <param name="Digest">The step.</param>
/// <param name="Stream">1 for standard output, 2 for standard error.</param>
/// <param name="Line">The line without its end, at most <see cref="MaxLength"/> characters; a longer one comes in pieces.</param>
public sealed record VertexLog(string Digest, int Stream, string Line) : SolveEvent
{
    /// <summary>The longest line, in UTF-16 units.</summary>
    public const int MaxLength = 1 << 20;
}

/// <summary>A warning of the frontend, such as of a Dockerfile's style.</summary>
/// <param name="Digest">The step that it is about.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Details">More lines about it.</param>
/// <param name="Url">Where it is explained; may be empty.</param>
/// <param name="Position">Where in the Dockerfile; <see langword="null"/> where that is not told.</param>
public sealed record BuildWarning(
    string Digest, string Message, IReadOnlyList<string> Details, string Url, SourcePosition? Position) : SolveEvent;

/// <summary>The connection was lost, and the solve begins again. BuildKit has the steps that it finished.</summary>
/// <param name="Reason">How the connection was lost.</param>
/// <param name="Attempt">Which attempt begins; 2 for the first repetition.</param>
/// <param name="MaxAttempts">How many there are at most.</param>
public sealed record SolveRepeated(string Reason, int Attempt, int MaxAttempts) : SolveEvent;

/// <summary>A folder was compared with BuildKit's copy of it and what it lacked was sent.</summary>
/// <param name="Name">The name of the local source.</param>
/// <param name="Files">How many files BuildKit asked for.</param>
/// <param name="Bytes">How many bytes of content were sent.</param>
public sealed record FolderSent(string Name, int Files, long Bytes) : SolveEvent;
