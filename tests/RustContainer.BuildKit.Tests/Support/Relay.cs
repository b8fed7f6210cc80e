using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RustContainer.BuildKit.Tests;

/// <summary>Stands between client and engine on a port or a socket, so that a test can take the engine away, or make it look like another
/// peer.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly ConcurrentBag<Stream> _streams = [];
    private readonly Func<Relay, Endpoint, Stream, Task> _serve;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _running;
    private int _open;

    private Relay(Endpoint target, Func<Relay, Endpoint, Stream, Task> serve, SslServerAuthenticationOptions? tls = null, string? socket = null)
    {
        _serve = serve;
        _tls = tls;
        _listener = socket is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(socket is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(socket));
        _listener.Listen();
        Address = socket is null
            ? new EndpointAddress(EndpointKind.Tcp, "127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port)
            : new EndpointAddress(EndpointKind.UnixSocket, socket);
        _running = RunAsync(target);
    }

    public EndpointAddress Address { get; }

    /// <summary>What passes, and what does not.</summary>
    public RelayGate Gate { get; } = new();

    /// <summary>How many connections are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>An engine as it is.</summary>
    public static Relay To(Endpoint target, SslServerAuthenticationOptions? tls = null) => new(target, ServeEngineAsync, tls);

    /// <summary>An engine that knows <c>/grpc</c> no more and takes HTTP/2 on its socket itself.</summary>
    public static Relay WithoutUpgradeTo(Endpoint target) => new(target, ServeNativeEngineAsync);

    /// <summary>A buildkitd: nothing but gRPC.</summary>
    public static Relay Daemon(Endpoint target, SslServerAuthenticationOptions? tls = null, string? socket = null) =>
        new(target, ServeDaemonAsync, tls, socket);

    /// <summary>Refuses new connections and breaks all there are.</summary>
    public void Cut()
    {
        _listener.Dispose();
        Break();
    }

    /// <summary>Breaks the connections that there are.</summary>
    public void Break()
    {
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
        List<Task> served = [];
        try
        {
            while (true)
                served.Add(ServeAsync(target, await _listener.AcceptAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Endpoint target, Socket accepted)
    {
        Stream near = new NetworkStream(accepted, ownsSocket: true);
        _streams.Add(near);
        Interlocked.Increment(ref _open);
        try
        {
            if (_tls is not null)
            {
                var secured = new SslStream(near);
                near = secured;
                await secured.AuthenticateAsServerAsync(_tls);
            }

            await _serve(this, target, near);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AuthenticationException or Contract.CodedException)
        {
            // Cut, or the client does not like the certificate.
        }
        finally
        {
            await near.DisposeAsync();
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task ServeEngineAsync(Relay relay, Endpoint target, Stream near)
    {
        await using var far = await target.ConnectAsync(CancellationToken.None);
        await relay.BothWaysAsync(near, far);
    }

    private static async Task ServeDaemonAsync(Relay relay, Endpoint target, Stream near)
    {
        await using var far = await UpgradeAsync(target);
        await relay.BothWaysAsync(near, far);
    }

    private static async Task ServeNativeEngineAsync(Relay relay, Endpoint target, Stream near)
    {
        var buffer = new byte[4096];
        var start = buffer.AsMemory(0, await near.ReadAtLeastAsync(buffer, 10, throwOnEndOfStream: false));
        if (start.Span.StartsWith("POST /grpc"u8) || start.Span.StartsWith("POST /session"u8))
        {
            await near.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            return;
        }

        await using var far = start.Span.StartsWith("PRI * HTTP"u8)
            ? await UpgradeAsync(target)
            : await target.ConnectAsync(CancellationToken.None);
        await far.WriteAsync(start);
        await relay.BothWaysAsync(near, far);
    }

    private static async Task<Stream> UpgradeAsync(Endpoint target) => await Upgrade.RequestAsync(
        await target.ConnectAsync(CancellationToken.None), new UpgradeRequest("/grpc"), target.Patience, CancellationToken.None);

    private Task BothWaysAsync(Stream near, Stream far) => Task.WhenAll(CopyAsync(near, far, isUp: true), CopyAsync(far, near, isUp: false));

    private async Task CopyAsync(Stream from, Stream to, bool isUp)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            long total = 0;
            while (await from.ReadAsync(buffer) is > 0 and var length)
            {
                if (Gate.Passes(isUp, total += length))
                    await to.WriteAsync(buffer.AsMemory(0, length));
                if (Gate.Breaks(buffer.AsSpan(0, length)))
                    from.Dispose();
            }
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
