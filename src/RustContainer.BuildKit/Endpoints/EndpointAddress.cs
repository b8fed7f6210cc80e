using System.Globalization;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Where an endpoint listens, in the form that DOCKER_HOST has.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Target">The socket's path, the TCP host, or the pipe's name without server and <c>pipe</c>.</param>
/// <param name="Port">The TCP port; 0 for the other kinds.</param>
/// <param name="Server">The pipe's server, <c>.</c> for this machine; empty for the other kinds.</param>
public sealed record EndpointAddress(EndpointKind Kind, string Target, int Port = 0, string Server = "")
{
    private const int DefaultTcpPort = 2375;

    private static readonly string[] KnownButUnsupported =
        ["ssh", "https", "docker-container", "podman-container", "kube-pod", "nerdctl-container", "fd"];

    /// <summary>Reads <c>unix:///path</c>, <c>tcp://host:port</c>, <c>http://host:port</c>, <c>npipe:////./pipe/name</c>, or the path of
    /// a socket.</summary>
    /// <param name="text">The address.</param>
    /// <param name="source">What gave it, for the message.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EndpointAddressInvalid"/> or
    /// <see cref="BuildKitCodes.EndpointKindUnsupported"/>.</exception>
    public static EndpointAddress Parse(string text, string source = "endpoint")
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        if (separator < 0)
        {
            return Path.IsPathFullyQualified(text) ? new EndpointAddress(EndpointKind.UnixSocket, text) : throw Invalid(text, source);
        }

        var scheme = text[..separator].ToLowerInvariant();
        var rest = text[(separator + 3)..];
        return scheme switch
        {
            "unix" when rest.Length > 1 && rest[0] == '/' => new EndpointAddress(EndpointKind.UnixSocket, rest),
            "tcp" or "http" => ParseTcp(text, rest, source),
            "npipe" => ParsePipe(text, rest, source),
            _ when KnownButUnsupported.Contains(scheme) => throw Unsupported(text, scheme, source),
            _ => throw Invalid(text, source),
        };
    }

    /// <summary>The address as DOCKER_HOST would have it.</summary>
    public override string ToString() => Kind switch
    {
        EndpointKind.Tcp => string.Create(CultureInfo.InvariantCulture, $"tcp://{(Target.Contains(':') ? $"[{Target}]" : Target)}:{Port}"),
        EndpointKind.NamedPipe => $"npipe:////{Server}/pipe/{Target}",
        _ => $"unix://{Target}",
    };

    private static EndpointAddress ParseTcp(string text, string rest, string source)
    {
        if (rest.Contains('@') || !Uri.TryCreate($"http://{rest}", UriKind.Absolute, out var uri) || uri.Host.Length == 0
            || uri.AbsolutePath != "/" || uri.Query.Length > 0)
        {
            throw Invalid(text, source);
        }

        // Uri takes a missing port for 80; Docker's is 2375.
        var port = rest.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal) ? uri.Port : DefaultTcpPort;
        return new EndpointAddress(EndpointKind.Tcp, uri.DnsSafeHost, port);
    }

    private static EndpointAddress ParsePipe(string text, string rest, string source)
    {
        var parts = rest.Replace('\\', '/').TrimStart('/').Split('/', 3);
        return parts is [{ Length: > 0 } server, var pipe, { Length: > 0 } name] && pipe.Equals("pipe", StringComparison.OrdinalIgnoreCase)
            ? new EndpointAddress(EndpointKind.NamedPipe, name, Server: server)
            : throw Invalid(text, source);
    }

    private static CodedException Unsupported(string text, string scheme, string source) => new(
        BuildKitCodes.EndpointKindUnsupported,
        $"The endpoint '{WithoutCredentials(text)}' ({source}) is of a kind, {scheme}, that is not supported by this version yet. "
        + "Forward it to a local socket, for example with 'ssh -L /tmp/engine.sock:/var/run/docker.sock HOST', and set "
        + "BuildKitEndpoint or DOCKER_HOST to unix:///tmp/engine.sock.");

    private static CodedException Invalid(string text, string source) => new(
        BuildKitCodes.EndpointAddressInvalid,
        $"'{WithoutCredentials(text)}' ({source}) is not the address of an endpoint. Write unix:///path/to/docker.sock, tcp://host:2375 or "
        + "npipe:////./pipe/docker_engine.");

    private static string WithoutCredentials(string text)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var start = separator < 0 ? 0 : separator + 3;
        var at = text.LastIndexOf('@');
        return at > start ? $"{text[..start]}…{text[at..]}" : text;
    }
}
