using System.Buffers;
using RustContainer.BuildKit.Protocol.Files;

namespace RustContainer.BuildKit.Tests;

/// <summary>Packets as the bytes of a stream, made as they are read: there may be any number of them.</summary>
internal sealed class PacketStream(IEnumerable<Packet> packets) : DuplexStream
{
    private readonly IEnumerator<Packet> _packets = packets.GetEnumerator();
    private ReadOnlyMemory<byte> _bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_bytes.IsEmpty)
        {
            if (!_packets.MoveNext())
                return ValueTask.FromResult(0);
            var frame = new ArrayBufferWriter<byte>();
            GrpcFrames.Write(frame, _packets.Current);
            _bytes = frame.WrittenMemory;
        }

        var length = Math.Min(buffer.Length, _bytes.Length);
        _bytes[..length].CopyTo(buffer);
        _bytes = _bytes[length..];
        return ValueTask.FromResult(length);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _packets.Dispose();
        base.Dispose(disposing);
    }
}
