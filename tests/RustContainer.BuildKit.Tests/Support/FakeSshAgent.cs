using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>An agent that has one key and says so; it signs nothing.</summary>
public sealed class FakeSshAgent : IDisposable
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder = Directory.CreateTempSubdirectory("agent-").FullName;
    private int _connections;

    public FakeSshAgent(string comment)
    {
        Path = System.IO.Path.Combine(_folder, "sock");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = AcceptAsync(Answer(comment));
    }

    public string Path { get; }

    /// <summary>How many connections came.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync(byte[] answer)
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(), answer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, byte[] answer)
    {
        Interlocked.Increment(ref _connections);
        using var stream = new NetworkStream(socket, ownsSocket: true);
        var request = new byte[5];
        while (await stream.ReadAtLeastAsync(request, request.Length, throwOnEndOfStream: false) == request.Length)
        {
            if (request[4] == RequestIdentities)
                await stream.WriteAsync(answer);
        }
    }

    // draft-miller-ssh-agent, 4.4: length, type, number of keys, then blob and comment of each.
    private static byte[] Answer(string comment)
    {
        byte[] body = [IdentitiesAnswer, .. Number(1), .. Text("a public key"), .. Text(comment)];
        return [.. Number(body.Length), .. body];
    }

    private static byte[] Text(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
