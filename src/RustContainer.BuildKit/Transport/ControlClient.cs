using Google.Protobuf;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Calls BuildKit's control service.</summary>
internal sealed class ControlClient(GrpcClient grpc) : IDisposable
{
    private const string Service = "/moby.buildkit.v1.Control/";

    /// <summary>Calls a method.</summary>
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

    /// <summary>Calls a method whose failures mean something to the caller.</summary>
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
        GrpcTunnel.OpenAsync(grpc, Service + method, metadata, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => grpc.Dispose();
}
