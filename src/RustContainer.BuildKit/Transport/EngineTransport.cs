using Google.Protobuf;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>The ways into an engine's BuildKit: control over <c>/grpc</c>, sessions over <c>/session</c>, the rest over REST.</summary>
internal sealed class EngineTransport : IDisposable
{
    private const string ControlService = "/moby.buildkit.v1.Control/";
    private const string ControlPath = "/grpc";
    private const string SessionPath = "/session";

    // Engine 23.0. Older ones tell no details of errors and know no named contexts.
    private static readonly Version OldestApi = new(1, 42);

    private readonly GrpcClient _control;
    private Stream? _opened;

    private EngineTransport(Endpoint endpoint, EngineApi api, EngineVersion engine, Stream? opened, bool upgrades)
    {
        Endpoint = endpoint;
        Api = api;
        Engine = engine;
        _opened = opened;
        _control = new GrpcClient(token => OpenControlAsync(upgrades, token));
    }

    public Endpoint Endpoint { get; }

    public EngineApi Api { get; }

    public EngineVersion Engine { get; }

    /// <exception cref="CodedException">The engine does not answer, is too old, or has no BuildKit.</exception>
    public static async Task<EngineTransport> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var api = new EngineApi(endpoint);
        var opening = TryUpgradeAsync(endpoint, cancellationToken);
        try
        {
            var engine = await api.VersionAsync(cancellationToken).ConfigureAwait(false);
            Require(endpoint, engine);
            var (stream, refused) = await opening.ConfigureAwait(false);
            return refused is null or { Status: 404 }
                ? new EngineTransport(endpoint, api, engine, stream, upgrades: refused is null)
                : throw NoBuildKit(endpoint, refused);
        }
        catch
        {
            api.Dispose();
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening is { IsCompletedSuccessfully: true, Result.Stream: { } stream })
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Calls a method of the control service.</summary>
    /// <exception cref="CodedException">It failed.</exception>
    public async Task<T> CallAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        try
        {
            return await SolveCallAsync(method, request, parser, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            throw new CodedException(
                BuildKitCodes.EngineRequestFailed, $"BuildKit refused {method}: {e.Message}. Look at the engine's log and version.", e);
        }
    }

    /// <summary>Calls a method of the control service whose failures mean something to the caller.</summary>
    /// <exception cref="RpcException">It failed.</exception>
    public Task<T> SolveCallAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        _control.CallAsync(ControlService + method, request, parser, cancellationToken);

    /// <summary>Calls a streaming method of the control service.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        _control.StreamAsync(ControlService + method, request, parser, cancellationToken);

    /// <summary>Opens a connection on which BuildKit is the client.</summary>
    /// <exception cref="CodedException">The engine does not answer or refuses.</exception>
    public async Task<Stream> OpenSessionAsync(
        IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var stream = await Endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Upgrade.RequestAsync(stream, SessionPath, headers, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UpgradeRefusedException or NotHttpException)
        {
            throw NoBuildKit(Endpoint, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _control.Dispose();
        Api.Dispose();
        _opened?.Dispose();
    }

    private static void Require(Endpoint endpoint, EngineVersion engine)
    {
        if (engine.Components.Any(c => c.Contains("Podman", StringComparison.OrdinalIgnoreCase)))
        {
            throw new CodedException(
                BuildKitCodes.NoBuildKit,
                $"What answers at {endpoint.Address} ({endpoint.Source}) is Podman {engine.Version}, which has no BuildKit. "
                + "Point BuildKitEndpoint or "
                + "DOCKER_HOST at a Docker Engine (23.0 or later).");
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

    private static async Task<(Stream? Stream, UpgradeRefusedException? Refused)> TryUpgradeAsync(
        Endpoint endpoint, CancellationToken cancellationToken)
    {
        var stream = await endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await Upgrade.RequestAsync(stream, ControlPath, [], cancellationToken).ConfigureAwait(false), null);
        }
        catch (UpgradeRefusedException e)
        {
            return (null, e);
        }
        catch (NotHttpException e)
        {
            throw NoBuildKit(endpoint, e);
        }
    }

    // The first connection is made already. The pool asks for another only where that one broke.
    private async ValueTask<Stream> OpenControlAsync(bool upgrades, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _opened, null) is { } first)
        {
            return first;
        }

        if (!upgrades)
        {
            return await Endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }

        var (stream, refused) = await TryUpgradeAsync(Endpoint, cancellationToken).ConfigureAwait(false);
        return stream ?? throw NoBuildKit(Endpoint, refused!);
    }

    private static CodedException NoBuildKit(Endpoint endpoint, Exception cause) => new(
        BuildKitCodes.NoBuildKit,
        $"The engine at {endpoint.Address} ({endpoint.Source}) offers no BuildKit: {cause.Message.TrimEnd('.')}. "
        + "Use a Docker Engine (23.0 or later) "
        + "with BuildKit left on, and look whether a proxy stands before it.",
        cause);
}
