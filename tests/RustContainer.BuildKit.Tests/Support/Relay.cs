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
    private readonly Func<Endpoint, Stream, Task> _serve;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _running;

    private Relay(Endpoint target, Func<Endpoint, Stream, Task> serve, SslServerAuthenticationOptions? tls = null, string? socket = null)
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
        try
        {
            if (_tls is not null)
            {
                var secured = new SslStream(near);
                near = secured;
                await secured.AuthenticateAsServerAsync(_tls);
            }

            await _serve(target, near);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AuthenticationException or Contract.CodedException)
        {
            // Cut, or the client does not like the certificate.
        }
        finally
        {
            await near.DisposeAsync();
        }
    }

    private static async Task ServeEngineAsync(Endpoint target, Stream near)
    {
        await using var far = await target.ConnectAsync(CancellationToken.None);
        await BothWaysAsync(near, far);
    }

    private static async Task ServeDaemonAsync(Endpoint target, Stream near)
    {
        await using var far = await UpgradeAsync(target);
        await BothWaysAsync(near, far);
    }

    private static async Task ServeNativeEngineAsync(Endpoint target, Stream near)
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
        await BothWaysAsync(near, far);
    }

    private static async Task<Stream> UpgradeAsync(Endpoint target) => await Upgrade.RequestAsync(
        await target.ConnectAsync(CancellationToken.None), new UpgradeRequest("/grpc"), target.Patience, CancellationToken.None);

    private static Task BothWaysAsync(Stream near, Stream far) => Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));

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
