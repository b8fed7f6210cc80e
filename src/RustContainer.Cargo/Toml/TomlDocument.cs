using System.Text;
using System.Text.Unicode;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toml;

/// <summary>Reads TOML 1.1 (and so 1.0), https://toml.io/en/v1.1.0. What cargo refuses as a syntax error is refused here too.</summary>
public static class TomlDocument
{
    /// <summary>The deepest nesting of tables and arrays that is read; deeper documents are refused.</summary>
    public const int MaxDepth = 128;

    /// <summary>The largest file that <see cref="ReadFile"/> reads, in bytes: many times the largest manifests and locks that there
    /// are.</summary>
    public const int MaxFileSize = 16 * 1024 * 1024;

    /// <summary>Parses a text.</summary>
    /// <param name="text">The document; a byte order mark at its start is skipped.</param>
    /// <param name="path">The file's path, for messages only.</param>
    /// <exception cref="CodedException"><see cref="TomlCodes.Syntax"/>, with line and column.</exception>
    public static TomlTable Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cursor = new TomlCursor(text, path);
        cursor.RefuseLoneSurrogates();
        return new TomlParser(cursor).ReadDocument();
    }

    /// <summary>Parses UTF-8.</summary>
    /// <param name="utf8">The document's bytes; a byte order mark at their start is skipped.</param>
    /// <param name="path">The file's path, for messages only.</param>
    /// <exception cref="CodedException"><see cref="TomlCodes.Syntax"/>, with line and column.</exception>
    public static TomlTable Parse(ReadOnlyMemory<byte> utf8, string path) =>
        new TomlParser(new TomlCursor(Decode(utf8.Span, path), path)).ReadDocument();

    /// <summary>Reads and parses a file.</summary>
    /// <exception cref="CodedException"><see cref="TomlCodes.Syntax"/> or <see cref="TomlCodes.Unreadable"/>.</exception>
    public static TomlTable ReadFile(string path) => Parse(ReadBytes(path), path);

    /// <summary>Reads a file's UTF-8 text, without a byte order mark.</summary>
    /// <exception cref="CodedException"><see cref="TomlCodes.Syntax"/> or <see cref="TomlCodes.Unreadable"/>.</exception>
    public static string ReadText(string path)
    {
        var text = Decode(ReadBytes(path), path);
        return text is ['\uFEFF', ..] ? text[1..] : text;
    }

    private static string Decode(ReadOnlySpan<byte> utf8, string path)
    {
        if (Utf8.IsValid(utf8))
            return Encoding.UTF8.GetString(utf8);
        var text = new char[utf8.Length];
        _ = Utf8.ToUtf16(utf8, text, out var read, out var written, replaceInvalidSequences: false);
        throw new TomlCursor(new string(text, 0, written), path).Error(written,
            $"The byte 0x{utf8[read]:X2} is not UTF-8; save the file as UTF-8.");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (!RegularFile.Is(path))
                throw Unreadable("it is a directory, pipe, socket or device, and no file");
            // By hand, as a stream has a buffer and a lock of its own for each of hundreds of small files. Nobody is kept from writing.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            if (length > MaxFileSize)
                throw Unreadable($"it holds {length} bytes, and {MaxFileSize} are the most that is read");
            var bytes = new byte[length];
            for (int read, at = 0; at < bytes.Length; at += read)
            {
                read = RandomAccess.Read(file, bytes.AsSpan(at), at);
                if (read == 0)
                    throw Unreadable("it became shorter while it was read");
            }
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(error.Message.TrimEnd('.'), error);
        }

        CodedException Unreadable(string why, Exception? cause = null) => CargoError.At(
            TomlCodes.Unreadable, $"'{path}' cannot be read: {why}. Check that it is a readable file.", path, cause: cause);
    }
}
