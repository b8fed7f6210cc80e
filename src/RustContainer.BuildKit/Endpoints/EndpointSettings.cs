namespace RustContainer.BuildKit;

/// <summary>What decides which endpoint is used: one explicit address and a snapshot of the environment, so that a search reads nothing
/// else but the file system.</summary>
public sealed record EndpointSettings
{
    /// <summary>The address that the caller asks for (<c>BuildKitEndpoint</c>); empty to search.</summary>
    public string Explicit { get; init; } = "";

    /// <summary>The directory with the certificates for <see cref="Explicit"/> and <see cref="BuildKitHost"/>
    /// (<c>BuildKitTlsDirectory</c>); empty for no TLS, or TLS without files where the address is <c>https://</c>.</summary>
    public string TlsDirectory { get; init; } = "";

    /// <summary>The name that the certificate of such an endpoint must have (<c>BuildKitTlsServerName</c>); empty for the host's.</summary>
    public string TlsServerName { get; init; } = "";

    /// <summary>BUILDKIT_HOST; empty where it is not set.</summary>
    public string BuildKitHost { get; init; } = "";

    /// <summary>DOCKER_HOST; empty where it is not set.</summary>
    public string DockerHost { get; init; } = "";

    /// <summary>DOCKER_CONTEXT; empty where it is not set.</summary>
    public string DockerContext { get; init; } = "";

    /// <summary>Whether DOCKER_TLS asks for an encrypted connection to DOCKER_HOST, which is not verified without the next.</summary>
    public bool DockerTls { get; init; }

    /// <summary>Whether DOCKER_TLS_VERIFY asks for an encrypted and verified connection to DOCKER_HOST.</summary>
    public bool DockerTlsVerify { get; init; }

    /// <summary>DOCKER_CERT_PATH; empty where it is not set.</summary>
    public string DockerCertPath { get; init; } = "";

    /// <summary>The ssh program; a name is looked for in PATH.</summary>
    public string SshProgram { get; init; } = "ssh";

    /// <summary>The folder of Docker's config.json: DOCKER_CONFIG, else <c>.docker</c> under the user's home; empty where there is
    /// neither.</summary>
    public string DockerConfigDirectory { get; init; } = "";

    /// <summary>Where an engine listens by default on this platform, in the order in which they are tried.</summary>
    public IReadOnlyList<EndpointAddress> Defaults { get; init; } = [];

    /// <summary>The settings of this process.</summary>
    /// <param name="explicitAddress">The address that the caller asks for; empty to search.</param>
    public static EndpointSettings FromEnvironment(string explicitAddress = "")
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var config = Variable("DOCKER_CONFIG");
        return new EndpointSettings
        {
            Explicit = explicitAddress,
            BuildKitHost = Variable("BUILDKIT_HOST"),
            DockerHost = Variable("DOCKER_HOST"),
            DockerContext = Variable("DOCKER_CONTEXT"),
            DockerTls = Variable("DOCKER_TLS").Length > 0,
            DockerTlsVerify = Variable("DOCKER_TLS_VERIFY").Length > 0,
            DockerCertPath = Variable("DOCKER_CERT_PATH"),
            DockerConfigDirectory = config.Length > 0 ? config : home.Length > 0 ? Path.Combine(home, ".docker") : "",
            Defaults = DefaultsFor(OperatingSystem.IsWindows(), home, Variable("XDG_RUNTIME_DIR")),
        };
    }

    /// <summary>Where an engine listens by default.</summary>
    /// <param name="windows">Whether the platform is Windows.</param>
    /// <param name="home">The user's home; empty where there is none.</param>
    /// <param name="runtimeDirectory">XDG_RUNTIME_DIR; empty where it is not set.</param>
    public static IReadOnlyList<EndpointAddress> DefaultsFor(bool windows, string home, string runtimeDirectory)
    {
        if (windows)
        {
            return [new EndpointAddress(EndpointKind.NamedPipe, "docker_engine", Server: ".")];
        }

        List<string> paths = ["/var/run/docker.sock"];
        if (home.Length > 0)
        {
            paths.Add($"{home}/.docker/run/docker.sock");
        }

        if (runtimeDirectory.Length > 0)
        {
            paths.Add($"{runtimeDirectory.TrimEnd('/')}/docker.sock");
        }

        return [.. paths.Select(path => new EndpointAddress(EndpointKind.UnixSocket, path))];
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
