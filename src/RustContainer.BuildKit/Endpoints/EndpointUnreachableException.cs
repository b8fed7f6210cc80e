namespace RustContainer.BuildKit;

/// <summary>An address did not take a connection. It never leaves this library: what catches it knows what the address was for.</summary>
internal sealed class EndpointUnreachableException(string reason, string remedy, bool exists, Exception cause) : Exception(reason, cause)
{
    /// <summary>Why, in a few words: <c>no such file</c>, <c>connection refused</c>, <c>permission denied</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>What to do about it, as a sentence.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Whether something is there that does not answer, rather than nothing.</summary>
    public bool Exists { get; } = exists;
}
