using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A connection to what answers at an endpoint, once it is known what that is.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Transport">The way to its BuildKit.</param>
/// <param name="Api">The engine's REST API; <see langword="null"/> for a buildkitd.</param>
/// <param name="Engine">What the engine says about itself; <see langword="null"/> for a buildkitd.</param>
/// <param name="Workers">What runs builds.</param>
internal sealed record BuilderConnection(
    Endpoint Endpoint, IBuildKitTransport Transport, EngineApi? Api, EngineVersion? Engine, IReadOnlyList<BuildKitWorker> Workers)
    : IDisposable
{
    // Engine 23.0. Older ones tell no details of errors and know no named contexts.
    private static readonly Version OldestApi = new(1, 42);

    /// <summary>What it can do.</summary>
    public EndpointCapabilities Capabilities { get; } = EndpointCapabilities.Of(
        Engine is null ? BuilderKind.BuildKitDaemon
        : Workers.Any(worker => worker.UsesContainerdStore) ? BuilderKind.EngineContainerdStore
        : BuilderKind.EngineGraphDriver);

    /// <summary>Connects, and finds out by asking what answers: an engine answers HTTP/1.1, a buildkitd nothing but gRPC.</summary>
    /// <exception cref="CodedException">It does not answer, is too old, or has no BuildKit.</exception>
    public static async Task<BuilderConnection> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Address.Kind == EndpointKind.Container)
        {
            return await ConnectNativeAsync(endpoint, null, null, cancellationToken).ConfigureAwait(false);
        }

        var api = new EngineApi(endpoint);
        var hijacking = HijackedTransport.ConnectAsync(endpoint, cancellationToken);
        try
        {
            var (engine, failure) = await VersionOrNoneAsync(api, cancellationToken).ConfigureAwait(false);
            if (engine is null)
            {
                api.Dispose();
                await DropAsync(hijacking).ConfigureAwait(false);
                return await ConnectDaemonAsync(endpoint, failure!, cancellationToken).ConfigureAwait(false);
            }

            Require(endpoint, engine);
            return await HijackedOrNoneAsync(endpoint, hijacking).ConfigureAwait(false) is { } transport
                ? await WithWorkersAsync(endpoint, transport, api, engine, cancellationToken).ConfigureAwait(false)
                : await ConnectNativeAsync(endpoint, api, engine, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            api.Dispose();
            await DropAsync(hijacking).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Transport.Dispose();
        Api?.Dispose();
    }

    private static async Task<BuilderConnection> ConnectDaemonAsync(
        Endpoint endpoint, CodedException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectNativeAsync(endpoint, null, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CodedException e) when (e.Diagnostic.Code != BuildKitCodes.EngineRequestFailed)
        {
            // Neither the one nor the other. What it said to the first question is what a person can use.
            throw endpoint.Tls is { } tls && failure.Diagnostic.Code == BuildKitCodes.ConnectionLost
                ? TlsConnection.Failed(endpoint.Address, tls, failure)
                : failure.Message.Contains(TlsConnection.PlainRefusal, StringComparison.OrdinalIgnoreCase)
                    ? TlsConnection.Needed(endpoint, failure)
                    : failure;
        }
    }

    private static async Task<BuilderConnection> ConnectNativeAsync(
        Endpoint endpoint, EngineApi? api, EngineVersion? engine, CancellationToken cancellationToken) =>
        await WithWorkersAsync(endpoint, new NativeTransport(endpoint), api, engine, cancellationToken).ConfigureAwait(false);

    private static async Task<BuilderConnection> WithWorkersAsync(
        Endpoint endpoint, IBuildKitTransport transport, EngineApi? api, EngineVersion? engine, CancellationToken cancellationToken)
    {
        try
        {
            var response = await transport.Control.CallAsync(
                "ListWorkers", new ListWorkersRequest(), ListWorkersResponse.Parser, cancellationToken).ConfigureAwait(false);
            return new BuilderConnection(endpoint, transport, api, engine, [.. response.Record.Select(BuildKitWorker.From)]);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private static async Task<(EngineVersion? Engine, CodedException? Failure)> VersionOrNoneAsync(
        EngineApi api, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.VersionAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (CodedException e) when (MayBeDaemon(e))
        {
            return (null, e);
        }
    }

    // Not where nobody answers: that would be waited for twice.
    private static bool MayBeDaemon(CodedException e) =>
        e.Diagnostic.Code is BuildKitCodes.NoBuildKit or BuildKitCodes.ProtocolViolation or BuildKitCodes.EngineRequestFailed
            or BuildKitCodes.TlsFailed
        || TransportErrors.IsLost(e);

    private static async Task<HijackedTransport?> HijackedOrNoneAsync(Endpoint endpoint, Task<HijackedTransport> hijacking)
    {
        try
        {
            return await hijacking.ConfigureAwait(false);
        }
        catch (UpgradeRefusedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (Exception e) when (e is UpgradeRefusedException or NotHttpException)
        {
            throw TransportErrors.NoBuildKit(endpoint, e);
        }
    }

    private static async Task DropAsync(Task<HijackedTransport> hijacking)
    {
        await ((Task)hijacking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (hijacking.IsCompletedSuccessfully)
        {
            (await hijacking.ConfigureAwait(false)).Dispose();
        }
    }

    private static void Require(Endpoint endpoint, EngineVersion engine)
    {
        if (engine.Components.Any(c => c.Contains("Podman", StringComparison.OrdinalIgnoreCase)))
        {
            throw new CodedException(
                BuildKitCodes.NoBuildKit,
                $"What answers at {endpoint.Address} ({endpoint.Source}) is Podman {engine.Version}, which has no BuildKit. "
                + "Point BuildKitEndpoint or "
                + "DOCKER_HOST at a Docker Engine (23.0 or later), or BuildKitEndpoint at a buildkitd.");
        }

        if (engine.ApiVersion < OldestApi)
        {
            throw new CodedException(
                BuildKitCodes.EngineTooOld,
                $"The engine at {endpoint.Address} ({endpoint.Source}) is version {engine.Version} "
                + $"(API {engine.ApiVersion}); 23.0 (API {OldestApi}) or "
                + "later is needed. Update it, or point BuildKitEndpoint or DOCKER_HOST at a newer one.");
        }
    }
}
