using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A file of this machine that is sent to BuildKit.</summary>
public static class SourceFile
{
    /// <summary>Opens it to be read from begin to end, whatever other programs have it open for.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    });

    /// <summary>The error for what cannot be read: <see cref="BuildKitCodes.SourceFileUnreadable"/>.</summary>
    public static CodedException Unreadable(string path, Exception cause) => new(
        new Diagnostic(
            BuildKitCodes.SourceFileUnreadable,
            $"'{path}' cannot be read to send it to BuildKit: {cause.Message} Make it readable or exclude it.",
            path),
        cause);
}
