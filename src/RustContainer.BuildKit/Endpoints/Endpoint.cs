using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Whatever answers for BuildKit: where it is and what named it.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Source">What named it, as the user knows it: <c>BuildKitEndpoint</c>, <c>DOCKER_HOST</c>, <c>Docker context 'x'</c>, or
/// <c>default</c>.</param>
public sealed record Endpoint(EndpointAddress Address, string Source)
{
    /// <summary>What <see cref="Source"/> is where nothing named the endpoint.</summary>
    public const string DefaultSource = "default";

    /// <summary>How a TCP connection is encrypted; <see langword="null"/> for not at all.</summary>
    public EndpointTls? Tls { get; init; }

    /// <summary>For a container: the engine in which it runs.</summary>
    public Endpoint? Engine { get; init; }

    /// <summary>For ssh: the program; a name is looked for in PATH.</summary>
    public string SshProgram { get; init; } = "ssh";

    /// <summary>How long it may take to give its first answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may say nothing in a build, as in a long compile, before it is asked for a sign of life. It then has
    /// <see cref="Patience"/> to give one. A second or more.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Finds the endpoint: the explicit address, BUILDKIT_HOST, DOCKER_HOST, the current Docker context, then the platform's
    /// defaults. One that is configured is used or is an error: the search never falls through it.</summary>
    /// <exception cref="CodedException">None answers: <see cref="BuildKitCodes.NoEngine"/> where there is no sign of one,
    /// <see cref="BuildKitCodes.DefaultEngineUnreachable"/>, or <see cref="BuildKitCodes.ConfiguredEndpointUnreachable"/>; or the
    /// address or the context is wrong.</exception>
    public static Task<Endpoint> FindAsync(EndpointSettings settings, CancellationToken cancellationToken) =>
        EndpointSearch.FindAsync(settings, cancellationToken);

    /// <summary>Opens a new connection to the endpoint, for HTTP/1.1.</summary>
    /// <exception cref="CodedException">It does not answer (any more): <see cref="BuildKitCodes.ConnectionLost"/>, or what the way to it
    /// says.</exception>
    public Task<Stream> ConnectAsync(CancellationToken cancellationToken) => ConnectAsync(HttpDialect.Http11, cancellationToken);

    internal async Task<Stream> ConnectAsync(HttpDialect dialect, CancellationToken cancellationToken)
    {
        try
        {
            return await EndpointDialer.ConnectAsync(this, dialect, cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointUnreachableException e)
        {
            throw new CodedException(
                BuildKitCodes.ConnectionLost, $"The engine at {Address} ({Source}) does not answer any more: {e.Reason}. {e.Remedy}", e);
        }
    }
}
