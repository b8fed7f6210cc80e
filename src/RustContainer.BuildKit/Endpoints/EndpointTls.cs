namespace RustContainer.BuildKit;

/// <summary>How a connection to an endpoint is encrypted. Files are named here and read when a connection is made.</summary>
public sealed record EndpointTls
{
    /// <summary>What asked for TLS, as the user knows it: <c>DOCKER_TLS_VERIFY</c>, <c>BuildKitTlsDirectory</c>, a Docker context.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the peer's certificate is verified. Only DOCKER_TLS without DOCKER_TLS_VERIFY, and a Docker context that was made
    /// with skip-tls-verify, leave it out.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The PEM file of the authorities that alone are trusted; empty for those of this machine.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>The PEM file of this client's certificate; empty for none.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The PEM file of this client's key; empty for none.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The name that the peer's certificate must have; empty for the address's host.</summary>
    public string ServerName { get; init; } = "";
}
