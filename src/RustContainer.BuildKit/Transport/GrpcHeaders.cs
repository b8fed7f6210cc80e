using System.Text;

namespace RustContainer.BuildKit;

/// <summary>The header fields of gRPC, and how its messages are escaped in them.</summary>
internal static class GrpcHeaders
{
    /// <summary>The media type of every call.</summary>
    public const string ContentType = "application/grpc";

    /// <summary>The trailer with the status as a number.</summary>
    public const string Status = "grpc-status";

    /// <summary>The trailer with the message.</summary>
    public const string Message = "grpc-message";

    /// <summary>The trailer with a base64 <c>google.rpc.Status</c>.</summary>
    public const string Details = "grpc-status-details-bin";

    private const int MaxMessageLength = 2048;

    /// <summary>Decodes a percent-encoded message; what is not well encoded stays as it is.</summary>
    public static string DecodeMessage(string text) => Uri.UnescapeDataString(text);

    /// <summary>Encodes a message: UTF-8, every byte outside of printable ASCII and <c>%</c> as <c>%XX</c>.</summary>
    public static string EncodeMessage(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, MaxMessageLength)]))
        {
            _ = b is >= 0x20 and < 0x7f and not (byte)'%' ? encoded.Append((char)b) : encoded.Append('%').Append(b.ToString("X2", null));
        }

        return encoded.ToString();
    }
}
