using System.Text;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Damages a file's bytes.</summary>
public static class ByteMutation
{
    private static readonly byte[][] Inserted =
    [
        [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0xA8], [0x1B],
        [0x7F], [0x0D], [0x0D, 0x0A], [0x09], [0x22], [0x27], [0x5C], [0x23], [0x3D], [0x2E], [0x5B], [0x5D], [0x7B], [0x7D], [0x2C],
        Utf8("\"\"\""), Utf8("'''"), Utf8("\\u0000"), Utf8("\\uD800"), Utf8("\\U00110000"), Utf8("\u00e9"), Utf8("\U0001F980"),
        Utf8("99999999999999999999"), Utf8("1e999"), Utf8("0x" + new string('f', 40)), Utf8(new string('9', 5000)),
        Utf8(new string('[', 5000)), Utf8("x = " + new string('[', 300) + new string(']', 300)), Utf8(Repeat("{a=", 300)),
        Utf8(Repeat("a.", 300) + "a=1\n"), Utf8("[" + Repeat("a.", 100) + "a]\n"), Utf8(new string('k', 20_000)),
        Utf8("<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
    ];

    public static byte[] Apply(byte[] bytes, Mutation mutation)
    {
        var at = bytes.Length == 0 ? 0 : mutation.Place % (bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + 1 + (mutation.Value % 40));
        return (mutation.Kind % 8) switch
        {
            0 or 1 or 2 => [.. bytes[..at], .. Mutation.Choose(Inserted, mutation.Value), .. bytes[at..]],
            3 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (mutation.Value % 8))), .. bytes[(at + 1)..]],
            4 => [.. bytes[..at], .. bytes[end..]],
            5 => [.. bytes[..end], .. bytes[at..end], .. bytes[end..]],
            6 => bytes[..at],
            _ => Utf8(Encoding.UTF8.GetString(bytes).Replace("\n", mutation.Value % 2 == 0 ? "\r\n" : "\r", StringComparison.Ordinal)),
        };
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
