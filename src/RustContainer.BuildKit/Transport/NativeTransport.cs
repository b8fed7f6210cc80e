namespace RustContainer.BuildKit;

/// <summary>HTTP/2 from the first byte, as a buildkitd speaks it, and engines from 29.2 on. A session is a tunnel inside of the control
/// connection.</summary>
internal sealed class NativeTransport(Endpoint endpoint) : IBuildKitTransport
{
    private const string MethodHeader = "X-Docker-Expose-Session-Grpc-Method";

    // The only two that BuildKit looks for before it calls, in all versions. Two is also what HttpClient can send of one field.
    private static readonly string[] Consulted = ["/moby.filesync.v1.FileSync/DiffCopy", "/moby.filesync.v1.FileSend/DiffCopy"];

    /// <inheritdoc/>
    public ControlClient Control { get; } = new(
        new GrpcClient(endpoint, async token => await endpoint.ConnectAsync(HttpDialect.Http2, token).ConfigureAwait(false)),
        endpoint.Patience);

    /// <inheritdoc/>
    public string Description => "gRPC on the address itself, sessions inside of it (Control.Session)";

    /// <inheritdoc/>
    public Task<Stream> OpenSessionAsync(IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken) =>
        Control.TunnelAsync(
            "Session", [.. headers.Where(h => h.Key != MethodHeader || Consulted.Contains(h.Value))], cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Control.Dispose();
}
