using System.Buffers.Binary;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>A client of HTTP/2 that keeps to no limit: frames as a test writes them.</summary>
internal sealed class RawHttp2(Stream stream)
{
    private const byte Headers = 1;
    private const byte ResetStream = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;
    private const byte Continuation = 9;
    private const byte EndHeaders = 4;
    private const int FieldLength = 8000;

    /// <summary>Begins the connection.</summary>
    public async Task StartAsync()
    {
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await WriteAsync(Settings, 0, 0, []);
    }

    /// <summary>Begins a call and leaves it open.</summary>
    public Task CallAsync(int id, string method) => WriteAsync(Headers, EndHeaders, id, Begin(method));

    /// <summary>Begins a call with as many header fields of 8 kB as are asked for.</summary>
    public async Task CallAsync(int id, string method, int fields)
    {
        await WriteAsync(Headers, 0, id, Begin(method));
        for (var i = 1; i <= fields; i++)
            await WriteAsync(Continuation, i == fields ? EndHeaders : (byte)0, id, Field());
    }

    /// <summary>Reads until a frame says that something is refused: its stream and the error.</summary>
    public async Task<(int Stream, int Error)> ReadRefusalAsync()
    {
        var header = new byte[9];
        while (true)
        {
            await stream.ReadExactlyAsync(header);
            var body = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
            await stream.ReadExactlyAsync(body);
            var id = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5));
            if (header[3] == ResetStream)
                return (id, BinaryPrimitives.ReadInt32BigEndian(body));
            if (header[3] == GoAway)
                throw new IOException("The connection was ended, not the call.");
        }
    }

    // HPACK: POST, http, then literals with the names of the static table.
    private static byte[] Begin(string method) =>
        [0x83, 0x86, 0x04, (byte)method.Length, .. Encoding.ASCII.GetBytes(method), 0x01, 6, .. "docker"u8];

    // HPACK: a literal of a name of one letter. The length has seven bits in its first byte.
    private static byte[] Field()
    {
        const int Rest = FieldLength - 127;
        return [0x00, 1, (byte)'x', 127, (Rest & 127) | 128, Rest >> 7, .. Enumerable.Repeat((byte)'v', FieldLength)];
    }

    private async Task WriteAsync(byte type, byte flags, int id, byte[] body)
    {
        var frame = new byte[9 + body.Length];
        frame[0] = (byte)(body.Length >> 16);
        frame[1] = (byte)(body.Length >> 8);
        frame[2] = (byte)body.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), id);
        body.CopyTo(frame, 9);
        await stream.WriteAsync(frame);
    }
}
