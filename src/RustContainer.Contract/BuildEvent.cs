using System.Text.Json.Serialization;

namespace RustContainer.Contract;

/// <summary>
/// What the worker tells while it runs: one JSON object a line on its standard output, nothing else. The last line is always a
/// <see cref="Finished"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(EndpointChosen), "endpoint")]
[JsonDerivedType(typeof(BaseImageSeen), "base")]
[JsonDerivedType(typeof(StepStarted), "started")]
[JsonDerivedType(typeof(StepFinished), "step")]
[JsonDerivedType(typeof(StepBlamed), "blamed")]
[JsonDerivedType(typeof(StepLog), "log")]
[JsonDerivedType(typeof(ImagePulled), "pulling")]
[JsonDerivedType(typeof(ContextSent), "context")]
[JsonDerivedType(typeof(Reported), "message")]
[JsonDerivedType(typeof(SolveFinished), "solved")]
[JsonDerivedType(typeof(Finding), "finding")]
[JsonDerivedType(typeof(Finished), "finished")]
public abstract record BuildEvent;

/// <summary>Who answers.</summary>
/// <param name="Address">The endpoint's address, without credentials.</param>
/// <param name="Source">What named it: <c>BuildKitEndpoint</c>, <c>DOCKER_HOST</c>, a Docker context, or the platform's default.</param>
public sealed record EndpointChosen(string Address, string Source) : BuildEvent;

/// <summary>What the engine has under the name of an image that the Dockerfile begins with or mounts, before anything is built.</summary>
/// <param name="Name">The image's name.</param>
/// <param name="Id">The engine's id of it, <c>sha256:…</c>; empty where it has none, so that BuildKit asks the registry.</param>
public sealed record BaseImageSeen(string Name, string Id) : BuildEvent;

/// <summary>A step began to run. Steps that are cached never start.</summary>
/// <param name="Solve">The name of the solve.</param>
/// <param name="Step">The step's digest.</param>
/// <param name="Name">The step as the Dockerfile has it, such as <c>[compile 1/2] RUN …</c>.</param>
public sealed record StepStarted(string Solve, string Step, string Name) : BuildEvent;

/// <summary>A step came to its end.</summary>
/// <param name="Solve">The name of the solve.</param>
/// <param name="Step">The step's digest.</param>
/// <param name="Name">The step as the Dockerfile has it.</param>
/// <param name="Cached">Whether BuildKit had the result already.</param>
/// <param name="Seconds">How long it ran, in seconds; 0 when cached.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when it did not.</param>
public sealed record StepFinished(string Solve, string Step, string Name, bool Cached, double Seconds, string? Error = null) : BuildEvent
{
    /// <summary>Whether it failed because another step did, or because a connection was lost and the build repeated.</summary>
    [JsonIgnore]
    public bool WasCancelled => Error?.EndsWith("context canceled", StringComparison.Ordinal) == true;
}

/// <summary>What in the project a step that failed came from.</summary>
/// <param name="Step">The step's digest.</param>
/// <param name="Origin">What it came from.</param>
public sealed record StepBlamed(string Step, Origin Origin) : BuildEvent;

/// <summary>A line that a step printed.</summary>
/// <param name="Step">The step's digest.</param>
/// <param name="Stream">1 for standard output, 2 for standard error.</param>
/// <param name="Line">The line without its end.</param>
public sealed record StepLog(string Step, int Stream, string Line) : BuildEvent;

/// <summary>An image is being pulled, which can take minutes.</summary>
/// <param name="Step">The step's digest.</param>
/// <param name="Name">The step as the Dockerfile has it, such as <c>[builder 1/2] FROM …</c>.</param>
public sealed record ImagePulled(string Step, string Name) : BuildEvent;

/// <summary>A folder was sent to BuildKit.</summary>
/// <param name="Name">The name of the local source.</param>
/// <param name="Files">How many files BuildKit asked for.</param>
/// <param name="Bytes">How many bytes of content were sent.</param>
public sealed record ContextSent(string Name, int Files, long Bytes) : BuildEvent;

/// <summary>A message for the user.</summary>
/// <param name="Severity">How grave it is.</param>
/// <param name="Diagnostic">The message.</param>
public sealed record Reported(MessageSeverity Severity, Diagnostic Diagnostic) : BuildEvent;

/// <summary>A solve succeeded and its result is where the plan wanted it.</summary>
/// <param name="Solve">The name of the solve.</param>
/// <param name="ImageId">For an image: the engine's id of it, <c>sha256:…</c>; else empty.</param>
/// <param name="ImageDigest">For an image: the digest of its manifest where the engine has one; else empty.</param>
/// <param name="UpToDate">Whether all was there already, so that no solve was started, and the rest is not told.</param>
/// <param name="ImageSize">For an image in an engine: its size in bytes; else 0.</param>
public sealed record SolveFinished(string Solve, string ImageId = "", string ImageDigest = "", bool UpToDate = false, long ImageSize = 0) : BuildEvent;

/// <summary>What the worker found where it was asked what it would build with.</summary>
/// <param name="Text">One line for people, without credentials.</param>
public sealed record Finding(string Text) : BuildEvent;

/// <summary>The end: no line follows.</summary>
/// <param name="Outcome">How it ended.</param>
public sealed record Finished(BuildOutcome Outcome) : BuildEvent;

/// <summary>How grave a <see cref="Reported"/> message is.</summary>
public enum MessageSeverity
{
    /// <summary>Worth a line at normal verbosity.</summary>
    Information,

    /// <summary>Something that the user should mend.</summary>
    Warning,

    /// <summary>The build fails because of it.</summary>
    Error,
}

/// <summary>How a run of the worker ended.</summary>
public enum BuildOutcome
{
    /// <summary>All solves succeeded.</summary>
    Succeeded,

    /// <summary>A solve failed, or could not be started.</summary>
    Failed,

    /// <summary>The caller went away or asked to stop; BuildKit runs nothing of ours any more.</summary>
    Cancelled,
}
