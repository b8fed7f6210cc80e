using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Looking at files that others may be changing meanwhile.</summary>
internal static class ContextReading
{
    /// <summary>The folder; <see langword="null"/> where it is gone.</summary>
    /// <exception cref="CodedException">It cannot be read (<see cref="ContextCodes.Unreadable"/>).</exception>
    public static ContextFolder? TryReadFolder(string path, string absolute)
    {
        try
        {
            return ContextFolder.Read(path, absolute);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(absolute, e);
        }
    }

    /// <summary>What an entry is; <see langword="null"/> where it is gone.</summary>
    /// <exception cref="CodedException">It cannot be looked at (<see cref="ContextCodes.Unreadable"/>).</exception>
    public static FileStat? TryStat(ContextEntry entry, string absolute)
    {
        try
        {
            return entry.Stat ?? UnixStat.TryGet(absolute);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(absolute, e);
        }
    }

    /// <summary>The error for what cannot be read.</summary>
    public static CodedException Unreadable(string path, Exception cause) => new(
        new Diagnostic(
            ContextCodes.Unreadable,
            $"'{path}' belongs to the build context but cannot be read: {cause.Message} Allow it to be read, or leave it out by " +
            ".dockerignore or RustContextExclude.",
            path),
        cause);
}
