using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace RustContainer.BuildKit;

/// <summary>gRPC's framing: a compression flag, a big-endian length, then a message.</summary>
internal static class GrpcFrames
{
    /// <summary>The longest message that is taken. The engine's own limit is 16 MiB.</summary>
    public const int MaxMessageLength = 32 << 20;

    private const int HeaderLength = 5;

    /// <summary>Reads one message; <see langword="null"/> at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The frame or message is malformed, too long or cut off.</exception>
    public static async ValueTask<T?> ReadAsync<T>(PipeReader reader, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (result.IsCanceled)
            {
                throw new OperationCanceledException("The stream was closed.");
            }

            if (TrySplit(buffer, out var message, out var next))
            {
                var parsed = Parse(parser, message);
                reader.AdvanceTo(next);
                return parsed;
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new InvalidDataException("a message was cut off");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Writes one message without flushing; the number of bytes written.</summary>
    public static int Write(IBufferWriter<byte> writer, IMessage message)
    {
        var length = message.CalculateSize();
        var header = writer.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        writer.Advance(HeaderLength);
        message.WriteTo(writer);
        return HeaderLength + length;
    }

    private static bool TrySplit(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message, out SequencePosition next)
    {
        message = default;
        next = buffer.Start;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        if (header[0] != 0)
        {
            throw new InvalidDataException("a message is compressed though that was not offered");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > MaxMessageLength)
        {
            throw new InvalidDataException($"a message of {length} bytes is longer than {MaxMessageLength}");
        }

        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        message = buffer.Slice(HeaderLength, length);
        next = message.End;
        return true;
    }

    private static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> message)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"a message of type {typeof(T).Name} cannot be read", e);
        }
    }
}
