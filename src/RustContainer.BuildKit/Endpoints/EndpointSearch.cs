using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Finds the endpoint that a build uses.</summary>
internal static class EndpointSearch
{
    public const string ExplicitSource = "BuildKitEndpoint";
    public const string BuildKitHostSource = "BUILDKIT_HOST";
    public const string DockerHostSource = "DOCKER_HOST";

    /// <inheritdoc cref="Endpoint.FindAsync"/>
    public static async Task<Endpoint> FindAsync(EndpointSettings settings, CancellationToken cancellationToken)
    {
        if (Configured(settings) is not { } configured)
        {
            return await FirstDefaultAsync(settings.Defaults, cancellationToken).ConfigureAwait(false);
        }

        if (configured.Address.Kind == EndpointKind.Container)
        {
            var engine = await FindAsync(settings with { Explicit = "", BuildKitHost = "" }, cancellationToken).ConfigureAwait(false);
            return configured with { Engine = engine };
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
                + $"{(configured.Source is ExplicitSource or BuildKitHostSource ? configured.Source : "BuildKitEndpoint or DOCKER_HOST")} "
                + "at another engine.",
                e);
        }
    }

    /// <summary>The endpoint that something names; <see langword="null"/> where nothing does.</summary>
    /// <exception cref="CodedException">The address, the context or a file of TLS is wrong.</exception>
    public static Endpoint? Configured(EndpointSettings settings)
    {
        if (settings.Explicit.Length > 0)
        {
            return OfBuildKit(settings, settings.Explicit, ExplicitSource);
        }

        if (settings.BuildKitHost.Length > 0)
        {
            return OfBuildKit(settings, settings.BuildKitHost, BuildKitHostSource);
        }

        if (settings.DockerHost.Length > 0)
        {
            return Of(settings, settings.DockerHost, DockerHostSource, TlsFiles.OfEnvironment(settings));
        }

        return DockerContexts.Current(settings) is { } context
            ? Of(settings, context.Address, context.Source, context.Tls)
            : null;
    }

    /// <summary>Looks whether something takes connections at <paramref name="address"/>. What costs a process is not tried twice: the
    /// first connection tells.</summary>
    /// <exception cref="EndpointUnreachableException">Nothing does.</exception>
    public static async Task ProbeAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        if (address.Kind is not (EndpointKind.Ssh or EndpointKind.Container))
        {
            var stream = await EndpointDialer.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Whoever says what the certificate must be means that there is to be one.
    private static Endpoint OfBuildKit(EndpointSettings settings, string address, string source) => Of(
        settings,
        address,
        source,
        settings.TlsDirectory.Length > 0 ? TlsFiles.OfBuildKit(settings, "BuildKitTlsDirectory")
        : settings.TlsServerName.Length > 0 ? new EndpointTls { Source = "BuildKitTlsServerName", ServerName = settings.TlsServerName }
        : null);

    private static Endpoint Of(EndpointSettings settings, string text, string source, EndpointTls? tls)
    {
        var address = EndpointAddress.Parse(text, source, tls is not null);
        return new Endpoint(address, source)
        {
            SshProgram = settings.SshProgram,

            // ssh itself waits half a minute for a host, and then there is a handshake.
            Patience = TimeSpan.FromSeconds(address.Kind == EndpointKind.Ssh ? 60 : 30),
            Tls = address.Kind != EndpointKind.Tcp ? null
                : tls ?? (address.Secure ? new EndpointTls { Source = source } : null),
        };
    }

    private static async Task<Endpoint> FirstDefaultAsync(IReadOnlyList<EndpointAddress> defaults, CancellationToken cancellationToken)
    {
        List<(EndpointAddress Address, EndpointUnreachableException Failure)> tried = [];
        foreach (var address in defaults)
        {
            try
            {
                await ProbeAsync(address, cancellationToken).ConfigureAwait(false);
                return new Endpoint(address, Endpoint.DefaultSource);
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
        var list = "BuildKitEndpoint, BUILDKIT_HOST, DOCKER_HOST and the Docker context name none"
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
}
