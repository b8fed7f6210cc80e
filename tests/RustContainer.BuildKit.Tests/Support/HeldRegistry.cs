using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>A registry that says that it is one, and then nothing more.</summary>
public sealed class HeldRegistry : IDisposable
{
    private const byte TlsHandshake = 0x16;

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    public HeldRegistry()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";
        _ = AcceptAsync();
    }

    /// <summary>Its address and port.</summary>
    public string Host { get; }

    /// <summary>Ends when somebody waits for it.</summary>
    public Task Held => _held.Task;

    /// <summary>How many connections are open.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        Interlocked.Increment(ref _open);
        try
        {
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer) is > 0 and var length && buffer[0] != TlsHandshake)
            {
                if (Encoding.ASCII.GetString(buffer, 0, length).StartsWith("GET /v2/ ", StringComparison.Ordinal))
                    await socket.SendAsync("HTTP/1.1 200 OK\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                else
                    _held.TrySetResult();
            }
        }
        catch (SocketException)
        {
            // It was given up.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
