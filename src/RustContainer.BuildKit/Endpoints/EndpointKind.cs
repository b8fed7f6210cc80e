namespace RustContainer.BuildKit;

/// <summary>How an endpoint is reached.</summary>
public enum EndpointKind
{
    /// <summary>A Unix domain socket.</summary>
    UnixSocket,

    /// <summary>TCP without encryption.</summary>
    Tcp,

    /// <summary>A Windows named pipe.</summary>
    NamedPipe,
}
