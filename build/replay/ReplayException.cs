namespace RustContainer.Replay;

/// <summary>The replay cannot go on; the message says why.</summary>
internal sealed class ReplayException(string message) : Exception(message);
