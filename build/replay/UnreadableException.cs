namespace RustContainer.Replay;

/// <summary>One commit cannot be measured; the message says why.</summary>
internal sealed class UnreadableException(string message) : Exception(message);
