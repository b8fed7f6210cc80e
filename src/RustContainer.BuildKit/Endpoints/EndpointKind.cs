namespace RustContainer.BuildKit;

/// <summary>How an endpoint is reached.</summary>
public enum EndpointKind
{
    /// <summary>A Unix domain socket.</summary>
    UnixSocket,

    /// <summary>TCP, with TLS where the endpoint has some.</summary>
    Tcp,

    /// <summary>A Windows named pipe.</summary>
    NamedPipe,

    /// <summary>An engine on another machine, through the user's <c>ssh</c>.</summary>
    Ssh,

    /// <summary>A buildkitd in a container of an engine, through that engine.</summary>
    Container,
}
