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

    private Relay(Endpoint target)
    {
        _listener.Start();
        Address = new EndpointAddress(EndpointKind.Tcp, "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _running = RunAsync(target);
    }

    public EndpointAddress Address { get; }

    public static Relay To(Endpoint target) => new(target);

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
                copies.Add(CopyAsync(near, far));
                copies.Add(CopyAsync(far, near));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(copies);
        }
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
