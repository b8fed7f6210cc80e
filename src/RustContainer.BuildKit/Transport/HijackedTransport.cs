using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Through an engine: control over <c>POST /grpc</c>, a session over <c>POST /session</c>, each a connection that HTTP/1.1 gives
/// up.</summary>
internal sealed class HijackedTransport : IBuildKitTransport
{
    private const string ControlPath = "/grpc";
    private const string SessionPath = "/session";

    private readonly Endpoint _endpoint;
    private Stream? _opened;

    private HijackedTransport(Endpoint endpoint, Stream opened)
    {
        _endpoint = endpoint;
        _opened = opened;
        Control = new ControlClient(new GrpcClient(endpoint, OpenControlAsync), endpoint.Patience);
    }

    /// <inheritdoc/>
    public ControlClient Control { get; }

    /// <inheritdoc/>
    public string Description => "the engine's /grpc and /session";

    /// <summary>Asks the engine for its BuildKit.</summary>
    /// <exception cref="UpgradeRefusedException">The engine answered with another status than 101.</exception>
    /// <exception cref="NotHttpException">What answers does not speak HTTP/1.1.</exception>
    /// <exception cref="CodedException">The connection could not be made, or broke.</exception>
    public static async Task<HijackedTransport> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        new(endpoint, await UpgradeAsync(endpoint, ControlPath, [], cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<Stream> OpenSessionAsync(IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        try
        {
            return await UpgradeAsync(_endpoint, SessionPath, headers, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UpgradeRefusedException or NotHttpException)
        {
            throw TransportErrors.NoBuildKit(_endpoint, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Control.Dispose();
        _opened?.Dispose();
    }

    // The first connection is made already. The pool asks for another only where that one broke.
    private async ValueTask<Stream> OpenControlAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _opened, null) is { } first)
        {
            return first;
        }

        try
        {
            return await UpgradeAsync(_endpoint, ControlPath, [], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is UpgradeRefusedException or NotHttpException)
        {
            throw TransportErrors.NoBuildKit(_endpoint, e);
        }
    }

    private static async Task<Stream> UpgradeAsync(
        Endpoint endpoint, string path, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var stream = await endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await Upgrade.RequestAsync(stream, new UpgradeRequest(path) { Headers = headers }, endpoint.Patience, cancellationToken)
            .ConfigureAwait(false);
    }
}
