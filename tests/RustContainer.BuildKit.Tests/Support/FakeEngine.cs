using System.Net.Sockets;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>A peer that answers every request with bytes of the test's choice, or with nothing.</summary>
public sealed class FakeEngine : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _running;

    /// <param name="answer">From the request's first line to the bytes of the answer; the connection is closed after them.</param>
    public FakeEngine(Func<string, byte[]> answer)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(_folder.At("s")));
        _socket.Listen();
        Endpoint = new Endpoint(new EndpointAddress(EndpointKind.UnixSocket, _folder.At("s")), "test");
        _running = RunAsync(answer);
    }

    public Endpoint Endpoint { get; }

    /// <summary>Whether connections stay open after the answer, until the client goes.</summary>
    public bool HoldsOn { get; init; }

    public static byte[] Json(string body, string status = "200 OK") =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public static byte[] Version(string version, string api, string component = "Engine") =>
        Json($$"""{"Version":"{{version}}","ApiVersion":"{{api}}","Os":"linux","Arch":"amd64","Components":[{"Name":"{{component}}"}]}""");

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _running;
        _folder.Dispose();
    }

    private async Task RunAsync(Func<string, byte[]> answer)
    {
        List<Task> served = [];
        try
        {
            while (true)
                served.Add(ServeAsync(await _socket.AcceptAsync(), answer));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket, Func<string, byte[]> answer)
    {
        using (socket)
        {
            try
            {
                await AnswerAsync(socket, answer);
            }
            catch (SocketException)
            {
                // The client had enough.
            }
        }
    }

    private async Task AnswerAsync(Socket socket, Func<string, byte[]> answer)
    {
        var buffer = new byte[16 * 1024];
        var length = await socket.ReceiveAsync(buffer);
        if (length > 0)
            await socket.SendAsync(answer(Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0]));
        while (HoldsOn && await socket.ReceiveAsync(buffer) > 0)
        {
            // Says nothing.
        }

        socket.Shutdown(SocketShutdown.Send);
    }
}
