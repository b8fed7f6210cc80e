using System.Globalization;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Where an endpoint listens, in the form that DOCKER_HOST has.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Target">The socket's path, the host, the pipe's name without server and <c>pipe</c>, or the container's name.</param>
/// <param name="Port">The TCP port; for ssh 0 where none is said; 0 for the other kinds.</param>
/// <param name="Server">The pipe's server, <c>.</c> for this machine; empty for the other kinds.</param>
public sealed record EndpointAddress(EndpointKind Kind, string Target, int Port = 0, string Server = "")
{
    private const int DefaultTcpPort = 2375;
    private const int DefaultTlsPort = 2376;

    private static readonly string[] KnownButUnsupported = ["podman-container", "kube-pod", "nerdctl-container", "fd"];

    /// <summary>For ssh: the user's name there; empty for what ssh's own configuration says.</summary>
    public string User { get; init; } = "";

    /// <summary>For ssh: the engine's socket there; empty for the default.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the address itself asks for TLS, as <c>https://</c> does.</summary>
    public bool Secure { get; init; }

    /// <summary>Reads <c>unix:///path</c>, <c>tcp://host:port</c>, <c>http://</c> and <c>https://host:port</c>,
    /// <c>npipe:////./pipe/name</c>, <c>ssh://user@host:port/path</c>, <c>docker-container://name</c>, or the path of a socket.</summary>
    /// <param name="text">The address.</param>
    /// <param name="source">What gave it, for the message.</param>
    /// <param name="tls">Whether a TCP connection to it is to be encrypted, which changes the port where the address has none.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EndpointAddressInvalid"/> or
    /// <see cref="BuildKitCodes.EndpointKindUnsupported"/>.</exception>
    public static EndpointAddress Parse(string text, string source = "endpoint", bool tls = false)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            return System.IO.Path.IsPathFullyQualified(text)
                ? new EndpointAddress(EndpointKind.UnixSocket, text)
                : throw Invalid(text, source);
        }

        var scheme = text[..separator].ToLowerInvariant();
        var rest = text[(separator + 3)..];
        return scheme switch
        {
            "unix" when rest.Length > 1 && rest[0] == '/' => new EndpointAddress(EndpointKind.UnixSocket, rest),
            "tcp" or "http" => ParseTcp(text, rest, source, tls ? DefaultTlsPort : DefaultTcpPort),
            "https" => ParseTcp(text, rest, source, DefaultTlsPort) with { Secure = true },
            "npipe" => ParsePipe(text, rest, source),
            "ssh" => ParseSsh(text, rest, source),
            "docker-container" when IsContainerName(rest) => new EndpointAddress(EndpointKind.Container, rest),
            _ when KnownButUnsupported.Contains(scheme) => throw Unsupported(text, scheme, source),
            _ => throw Invalid(text, source),
        };
    }

    /// <summary>The address as DOCKER_HOST would have it.</summary>
    public override string ToString() => Kind switch
    {
        EndpointKind.Tcp => $"{(Secure ? "https" : "tcp")}://{Host}{PortSuffix}",
        EndpointKind.NamedPipe => $"npipe:////{Server}/pipe/{Target}",
        EndpointKind.Ssh => $"ssh://{(User.Length > 0 ? $"{User}@" : "")}{Host}{PortSuffix}{Path}",
        EndpointKind.Container => $"docker-container://{Target}",
        _ => $"unix://{Target}",
    };

    private string Host => Target.Contains(':', StringComparison.Ordinal) ? $"[{Target}]" : Target;

    private string PortSuffix => Port > 0 ? string.Create(CultureInfo.InvariantCulture, $":{Port}") : "";

    private static EndpointAddress ParseTcp(string text, string rest, string source, int defaultPort)
    {
        if (rest.Contains('@', StringComparison.Ordinal) || !Uri.TryCreate($"http://{rest}", UriKind.Absolute, out var uri)
            || uri.Host.Length == 0 || uri.AbsolutePath != "/" || uri.Query.Length > 0)
        {
            throw Invalid(text, source);
        }

        // Uri takes a missing port for 80.
        var port = rest.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal) ? uri.Port : defaultPort;
        return new EndpointAddress(EndpointKind.Tcp, uri.DnsSafeHost, port);
    }

    private static EndpointAddress ParseSsh(string text, string rest, string source)
    {
        // ssh asks for passwords itself; one in an address would be seen by every user of the machine.
        if (!Uri.TryCreate($"ssh://{rest}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Query.Length > 0
            || uri.Fragment.Length > 0 || uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw Invalid(text, source);
        }

        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        var user = Uri.UnescapeDataString(uri.UserInfo);
        return (path + user).Any(char.IsControl)
            ? throw Invalid(text, source)
            : new EndpointAddress(EndpointKind.Ssh, uri.DnsSafeHost, Math.Max(0, uri.Port))
            {
                User = user,
                Path = path == "/" ? "" : path,
            };
    }

    private static EndpointAddress ParsePipe(string text, string rest, string source)
    {
        var parts = rest.Replace('\\', '/').TrimStart('/').Split('/', 3);
        return parts is [{ Length: > 0 } server, var pipe, { Length: > 0 } name] && pipe.Equals("pipe", StringComparison.OrdinalIgnoreCase)
            ? new EndpointAddress(EndpointKind.NamedPipe, name, Server: server)
            : throw Invalid(text, source);
    }

    private static bool IsContainerName(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static CodedException Unsupported(string text, string scheme, string source) => new(
        BuildKitCodes.EndpointKindUnsupported,
        $"The endpoint '{WithoutCredentials(text)}' ({source}) is of a kind, {scheme}, that is not supported. Let the buildkitd there listen "
        + "on a socket or a port (buildkitd --addr), and name that: unix:///path/to/buildkitd.sock or tcp://host:1234.");

    private static CodedException Invalid(string text, string source) => new(
        BuildKitCodes.EndpointAddressInvalid,
        $"'{WithoutCredentials(text)}' ({source}) is not the address of an endpoint. Write unix:///path/to/docker.sock, tcp://host:2375, "
        + "ssh://user@host, docker-container://name or npipe:////./pipe/docker_engine; none takes a password.");

    /// <summary>An address as somebody wrote it, less what may be a user and a password.</summary>
    internal static string WithoutCredentials(string text)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var start = separator < 0 ? 0 : separator + 3;
        var at = text.LastIndexOf('@');
        return at > start ? $"{text[..start]}…{text[at..]}" : text;
    }
}
