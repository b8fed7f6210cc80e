using System.IO.Pipelines;
using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Files;

namespace RustContainer.BuildKit;

/// <summary>fsutil's packets over a gRPC stream: one reader, many writers.</summary>
internal sealed class PacketChannel(PipeReader reader, PipeWriter writer) : IDisposable
{
    private const int FlushAfter = 32 * 1024;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _unflushed;

    /// <summary>Reads the next packet; <see langword="null"/> at the end.</summary>
    public ValueTask<Packet?> ReadAsync(CancellationToken cancellationToken) =>
        GrpcFrames.ReadAsync(reader, Packet.Parser, cancellationToken);

    /// <summary>Sends a packet that may wait for others before it goes out.</summary>
    public Task WriteAsync(Packet packet, CancellationToken cancellationToken) => WriteAsync(packet, flush: false, cancellationToken);

    /// <summary>Sends a packet and all before it.</summary>
    public Task WriteAndFlushAsync(Packet packet, CancellationToken cancellationToken) =>
        WriteAsync(packet, flush: true, cancellationToken);

    /// <summary>Tells the peer that the transfer failed.</summary>
    public Task WriteErrorAsync(string message, CancellationToken cancellationToken) => WriteAndFlushAsync(
        new Packet { Type = Packet.Types.PacketType.PacketErr, Data = ByteString.CopyFromUtf8(message) }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private async Task WriteAsync(Packet packet, bool flush, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _unflushed += GrpcFrames.Write(writer, packet);
            if (!flush && _unflushed < FlushAfter)
            {
                return;
            }

            _unflushed = 0;
            if ((await writer.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
            {
                throw new IOException("The peer closed the stream.");
            }
        }
        finally
        {
            _writing.Release();
        }
    }
}
