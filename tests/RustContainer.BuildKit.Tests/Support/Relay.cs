using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RustContainer.BuildKit.Tests;

/// <summary>Stands between client and engine on a TCP port, so that a test can take the engine away.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Stream> _streams = [];
    private readonly Task _running;

    private readonly bool _native;

    private Relay(Endpoint target, bool native)
    {
        _native = native;
        _listener.Start();
        Address = new EndpointAddress(EndpointKind.Tcp, "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _running = RunAsync(target);
    }

    public EndpointAddress Address { get; }

    public static Relay To(Endpoint target) => new(target, native: false);

    /// <summary>Makes the engine look like one that knows <c>/grpc</c> no more and takes HTTP/2 on its socket itself.</summary>
    public static Relay WithoutUpgradeTo(Endpoint target) => new(target, native: true);

    /// <summary>Refuses new connections and breaks all there are.</summary>
    public void Cut()
    {
        _listener.Stop();
        foreach (var stream in _streams)
            stream.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _running;
    }

    private async Task RunAsync(Endpoint target)
    {
        List<Task> copies = [];
        try
        {
            while (true)
            {
                var near = (await _listener.AcceptTcpClientAsync()).GetStream();
                var far = await target.ConnectAsync(CancellationToken.None);
                _streams.Add(near);
                _streams.Add(far);
                copies.Add(_native ? ServeNativeAsync(target, near, far) : Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(copies);
        }
    }

    private static async Task ServeNativeAsync(Endpoint target, Stream near, Stream far)
    {
        var buffer = new byte[4096];
        var length = await near.ReadAtLeastAsync(buffer, 10, throwOnEndOfStream: false);
        if (buffer.AsSpan(0, length).StartsWith("POST /grpc"u8))
        {
            await near.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            near.Dispose();
            far.Dispose();
            return;
        }

        if (buffer.AsSpan(0, length).StartsWith("PRI * HTTP"u8))
            far = await Upgrade.RequestAsync(far, new UpgradeRequest("/grpc"), target.Patience, CancellationToken.None);
        await far.WriteAsync(buffer.AsMemory(0, length));
        await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
    }

    private static async Task CopyAsync(Stream from, Stream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Cut, or the other side went first.
        }
        finally
        {
            to.Dispose();
        }
    }
}
