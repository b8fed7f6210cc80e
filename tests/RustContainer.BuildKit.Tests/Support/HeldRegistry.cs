using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>A registry that has nothing, and stops in the middle of the first blob that it is sent.</summary>
public sealed class HeldRegistry : IDisposable
{
    private const byte TlsHandshake = 0x16;
    private const int Taken = 64 * 1024;

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Taken };
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Ends when it stops.</summary>
    public Task Held => _held.Task;

    /// <summary>How many connections are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes the rest of the blob, and answers nothing.</summary>
    public void Release() => _released.TrySetResult();

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
            var buffer = new byte[Taken];
            while (await socket.ReceiveAsync(buffer) is > 0 and var length && buffer[0] != TlsHandshake)
            {
                if (Answer(Encoding.ASCII.GetString(buffer, 0, length)) is { } answer)
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}Content-Length: 0\r\n\r\n"));
                    continue;
                }

                _held.TrySetResult();
                await _released.Task;
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

    private string? Answer(string request) => request.Split(' ') switch
    {
        ["GET", "/v2/", ..] => "200 OK\r\nDocker-Distribution-Api-Version: registry/2.0\r\n",
        ["HEAD", ..] => "404 Not Found\r\n",
        ["POST", ..] => $"202 Accepted\r\nDocker-Upload-UUID: 1\r\nLocation: http://{Host}/v2/x/blobs/uploads/1\r\n",
        _ => null,
    };
}
