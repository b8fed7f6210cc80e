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

    /// <summary>Finds the endpoint: the explicit address, DOCKER_HOST, the current Docker context, then the platform's defaults. One
    /// that is configured is used or is an error: the search never falls through it.</summary>
    /// <exception cref="CodedException">None answers: <see cref="BuildKitCodes.NoEngine"/> where there is no sign of one,
    /// <see cref="BuildKitCodes.DefaultEngineUnreachable"/>, or <see cref="BuildKitCodes.ConfiguredEndpointUnreachable"/>; or the
    /// address or the context is wrong.</exception>
    public static async Task<Endpoint> FindAsync(EndpointSettings settings, CancellationToken cancellationToken)
    {
        if (Configured(settings) is not { } configured)
        {
            return await FirstDefaultAsync(settings.Defaults, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await ProbeAsync(configured.Address, cancellationToken).ConfigureAwait(false);
            return configured;
        }
        catch (EndpointUnreachableException e)
        {
            throw new CodedException(
                BuildKitCodes.ConfiguredEndpointUnreachable,
                $"The endpoint {configured.Address} ({configured.Source}) does not answer: {e.Reason}. {e.Remedy} Or point "
                + $"{(configured.Source == ExplicitSource ? ExplicitSource : "BuildKitEndpoint or DOCKER_HOST")} at another engine.",
                e);
        }
    }

    /// <summary>Opens a new connection to the endpoint.</summary>
    /// <exception cref="CodedException">It does not answer any more: <see cref="BuildKitCodes.ConnectionLost"/>.</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EndpointDialer.ConnectAsync(Address, cancellationToken).ConfigureAwait(false);
        }
        catch (EndpointUnreachableException e)
        {
            throw new CodedException(
                BuildKitCodes.ConnectionLost, $"The engine at {Address} ({Source}) does not answer any more: {e.Reason}. {e.Remedy}", e);
        }
    }

    private const string ExplicitSource = "BuildKitEndpoint";

    private static Endpoint? Configured(EndpointSettings settings)
    {
        if (settings.Explicit.Length > 0)
        {
            return new Endpoint(EndpointAddress.Parse(settings.Explicit, ExplicitSource), ExplicitSource);
        }

        if (settings.DockerHost.Length > 0)
        {
            var address = EndpointAddress.Parse(settings.DockerHost, "DOCKER_HOST");
            return settings.Tls && address.Kind == EndpointKind.Tcp ? throw TlsUnsupported(address) : new Endpoint(address, "DOCKER_HOST");
        }

        return DockerContexts.Current(settings) is { } context
            ? ReadContext(context.Address, $"Docker context '{context.Name}'")
            : null;
    }

    private static Endpoint ReadContext(string address, string source) => new(EndpointAddress.Parse(address, source), source);

    private static async Task<Endpoint> FirstDefaultAsync(IReadOnlyList<EndpointAddress> defaults, CancellationToken cancellationToken)
    {
        List<(EndpointAddress Address, EndpointUnreachableException Failure)> tried = [];
        foreach (var address in defaults)
        {
            try
            {
                await ProbeAsync(address, cancellationToken).ConfigureAwait(false);
                return new Endpoint(address, DefaultSource);
            }
            catch (EndpointUnreachableException e)
            {
                tried.Add((address, e));
            }
        }

        throw NothingAnswers(tried);
    }

    private static CodedException NothingAnswers(List<(EndpointAddress Address, EndpointUnreachableException Failure)> tried)
    {
        const string Tail = "or set BuildKitEndpoint or DOCKER_HOST to the address of one that runs.";
        var list = "BuildKitEndpoint, DOCKER_HOST and the Docker context name none"
            + string.Concat(tried.Select(t => $"; {t.Address}: {t.Failure.Reason}"));
        var present = tried.FirstOrDefault(t => t.Failure.Exists);
        return present.Failure is { } failure
            ? new CodedException(
                BuildKitCodes.DefaultEngineUnreachable,
                $"The Docker Engine of this machine does not answer. Tried: {list}. "
                + $"{failure.Remedy} Or set BuildKitEndpoint or DOCKER_HOST to "
                + "the address of another engine.",
                failure)
            : new CodedException(
                BuildKitCodes.NoEngine,
                $"No Docker Engine was found. Tried: {list}. Install and start a Docker Engine (23.0 or later), {Tail}");
    }

    private static async Task ProbeAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        var stream = await EndpointDialer.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private static CodedException TlsUnsupported(EndpointAddress address) => new(
        BuildKitCodes.EndpointKindUnsupported,
        $"DOCKER_TLS_VERIFY asks for TLS to {address}, which is not supported by this version yet. "
        + "Forward the engine to a local socket and set "
        + "BuildKitEndpoint to it.");
}
