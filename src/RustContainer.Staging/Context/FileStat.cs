using System.IO.Enumeration;

namespace RustContainer.Staging.Context;

/// <summary>What a <see cref="FileStat"/> is about.</summary>
internal enum FileStatKind
{
    File,
    Directory,
    Link,

    /// <summary>A socket, pipe or device: no build can use it.</summary>
    Other,
}

/// <summary>What the file system says of an entry, a link not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ModifiedTicks">Last write time, UTC, in .NET ticks.</param>
/// <param name="ChangedTicks">Last status change, UTC, in .NET ticks; 0 on Windows, where only an open handle could tell.</param>
/// <param name="Inode">The file's number in its file system; 0 on Windows likewise.</param>
internal readonly record struct FileStat(FileStatKind Kind, long Size, long ModifiedTicks, long ChangedTicks, long Inode)
{
    /// <summary>What <paramref name="entry"/> already knows. Without ctime, and on Unix without telling pipes from files.</summary>
    public static FileStat Of(ref FileSystemEntry entry)
    {
        var kind = entry.IsDirectory ? FileStatKind.Directory : FileStatKind.File;

        // Also folders in a cloud carry a reparse point: what has no target is no link.
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null)
            kind = FileStatKind.Link;
        return new FileStat(kind, kind == FileStatKind.File ? entry.Length : 0, entry.LastWriteTimeUtc.UtcTicks, 0, 0);
    }
}
