using Google.Protobuf;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Calls BuildKit's control service.</summary>
/// <param name="grpc">What calls.</param>
/// <param name="patience">How long an answer may take to begin, except where a build has to run first.</param>
internal sealed class ControlClient(GrpcClient grpc, TimeSpan patience) : IDisposable
{
    private const string Service = "/moby.buildkit.v1.Control/";

    /// <summary>Calls a method.</summary>
    /// <exception cref="CodedException">It failed.</exception>
    public async Task<T> CallAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        try
        {
            return await BoundedAsync(method, token => SolveCallAsync(method, request, parser, token), cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            throw new CodedException(
                BuildKitCodes.EngineRequestFailed, $"BuildKit refused {method}: {e.Message}. Look at the engine's log and version.", e);
        }
    }

    /// <summary>Calls a method whose failures mean something to the caller, and waits for as long as it takes.</summary>
    /// <exception cref="RpcException">It failed.</exception>
    public Task<T> SolveCallAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        grpc.CallAsync(Service + method, request, parser, cancellationToken);

    /// <summary>Calls a method that streams.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        grpc.StreamAsync(Service + method, request, parser, cancellationToken);

    /// <summary>Opens a connection in both directions inside of a method's stream of bytes.</summary>
    /// <exception cref="CodedException">The connection broke.</exception>
    public Task<Stream> TunnelAsync(
        string method, IReadOnlyList<KeyValuePair<string, string>> metadata, CancellationToken cancellationToken) =>
        BoundedAsync(method, token => GrpcTunnel.OpenAsync(grpc, Service + method, metadata, token), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => grpc.Dispose();

    private async Task<T> BoundedAsync<T>(string method, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer(method, patience, e);
        }
    }
}
