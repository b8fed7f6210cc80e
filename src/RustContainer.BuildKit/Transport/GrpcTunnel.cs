using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A connection inside of a gRPC call whose messages are nothing but bytes, as <c>Control.Session</c> is.</summary>
internal sealed class GrpcTunnel : DuplexStream
{
    // What Go's own client sends at once; any size below the server's limit of 4 MiB would do.
    private const int MaxChunk = 1 << 20;

    private readonly CancellationTokenSource _lifetime;
    private readonly TunnelContent _content;
    private readonly HttpResponseMessage _response;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private ReadOnlyMemory<byte> _received;
    private int _disposed;

    private GrpcTunnel(
        CancellationTokenSource lifetime, TunnelContent content, HttpResponseMessage response, Stream fromPeer, Stream toPeer)
    {
        _lifetime = lifetime;
        _content = content;
        _response = response;
        _reader = PipeReader.Create(fromPeer);
        _writer = PipeWriter.Create(toPeer, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <summary>Opens a tunnel; it lives until it is disposed of or the connection breaks.</summary>
    /// <exception cref="CodedException">The connection broke, or the peer refused.</exception>
    public static async Task<Stream> OpenAsync(
        GrpcClient grpc, string method, IReadOnlyList<KeyValuePair<string, string>> metadata, CancellationToken cancellationToken)
    {
        // The token of a request goes on to cancel its body after the answer has begun; the caller's is for the opening alone.
        var lifetime = new CancellationTokenSource();
        var content = new TunnelContent();
        try
        {
            await using var opening = cancellationToken.Register(lifetime.Cancel).ConfigureAwait(false);
            var response = await grpc.OpenAsync(method, content, metadata, lifetime.Token).ConfigureAwait(false);
            var fromPeer = await response.Content.ReadAsStreamAsync(lifetime.Token).ConfigureAwait(false);
            return new GrpcTunnel(lifetime, content, response, fromPeer, await content.Opened.ConfigureAwait(false));
        }
        catch
        {
            content.End();
            lifetime.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_received.IsEmpty)
        {
            try
            {
                if (await GrpcFrames.ReadAsync(_reader, BytesMessage.Parser, cancellationToken).ConfigureAwait(false) is not { } message)
                {
                    return 0;
                }

                _received = message.Data.Memory;
            }
            catch (Exception e) when (e is InvalidDataException or HttpRequestException or ObjectDisposedException)
            {
                throw new IOException(e.Message, e);
            }
        }

        var length = Math.Min(buffer.Length, _received.Length);
        _received[..length].CopyTo(buffer);
        _received = _received[length..];
        return length;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(MaxChunk, buffer.Length)..])
        {
            var chunk = buffer[..Math.Min(MaxChunk, buffer.Length)];
            GrpcFrames.Write(_writer, new BytesMessage { Data = UnsafeByteOperations.UnsafeWrap(chunk) });
            await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _content.End();
            _lifetime.Cancel();
            _response.Dispose();
            _lifetime.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A body that is written by others for as long as the tunnel stands.</summary>
    private sealed class TunnelContent : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TunnelContent() => Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);

        public Task<Stream> Opened => _opened.Task;

        public void End() => _ended.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // Sends the headers: nothing else would before the first byte.
            await stream.FlushAsync().ConfigureAwait(false);
            _opened.TrySetResult(stream);
            await _ended.Task.ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
