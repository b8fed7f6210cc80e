using System.IO.Pipelines;
using RustContainer.BuildKit.Protocol.Files;

namespace RustContainer.BuildKit.Tests;

/// <summary>Two ends of a stream of packets, in memory.</summary>
internal sealed class PacketPair : IDisposable
{
    private readonly Pipe _toPeer = new();
    private readonly Pipe _fromPeer = new();

    public PacketPair()
    {
        Own = new PacketChannel(_fromPeer.Reader, _toPeer.Writer);
        Peer = new PacketChannel(_toPeer.Reader, _fromPeer.Writer);
    }

    /// <summary>The end of what is tested.</summary>
    public PacketChannel Own { get; }

    /// <summary>The test's end.</summary>
    public PacketChannel Peer { get; }

    public Task SendAsync(Packet packet) => Peer.WriteAndFlushAsync(packet, CancellationToken.None);

    public async Task SendRawAsync(byte[] bytes) => await _fromPeer.Writer.WriteAsync(bytes);

    /// <summary>The peer sends nothing more.</summary>
    public void End() => _fromPeer.Writer.Complete();

    public void Dispose()
    {
        Own.Dispose();
        Peer.Dispose();
    }
}
