using System.Security.Cryptography;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Lists a plain folder as entries to send.</summary>
internal static class FolderReader
{
    private const UnixFileMode ExecutableMode = (UnixFileMode)0b111_101_101;
    private const UnixFileMode PlainMode = (UnixFileMode)0b110_100_100;

    /// <exception cref="CodedException">Something in it cannot be read: <see cref="BuildKitCodes.SourceFileUnreadable"/>.</exception>
    public static IReadOnlyList<SyncEntry> Read(string root)
    {
        List<SyncEntry> entries = [];
        var pending = new Stack<(DirectoryInfo Directory, string Prefix)>();
        pending.Push((new DirectoryInfo(root), ""));
        while (pending.TryPop(out var next))
        {
            foreach (var info in ChildrenOf(next.Directory))
            {
                var entry = EntryFor(info, next.Prefix + info.Name);
                entries.Add(entry);
                if (entry.Kind == SyncEntryKind.Directory)
                {
                    pending.Push(((DirectoryInfo)info, entry.Path + "/"));
                }
            }
        }

        return entries;
    }

    private static FileSystemInfo[] ChildrenOf(DirectoryInfo directory)
    {
        try
        {
            return directory.GetFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(directory.FullName, e);
        }
    }

    private static SyncEntry EntryFor(FileSystemInfo info, string path)
    {
        try
        {
            if (info.LinkTarget is { } target)
            {
                return new SyncEntry { Path = path, Kind = SyncEntryKind.SymbolicLink, LinkTarget = target.Replace('\\', '/') };
            }

            return info switch
            {
                DirectoryInfo => new SyncEntry { Path = path, Kind = SyncEntryKind.Directory, Mode = SyncEntry.DefaultDirectoryMode },
                _ => FileEntry((FileInfo)info, path),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(info.FullName, e);
        }
    }

    private static SyncEntry FileEntry(FileInfo file, string path)
    {
        // Pipes, sockets and devices say 0 too, and opening a pipe would wait for its writer: what is empty is never opened.
        Func<Stream> open = file.Length == 0 ? () => Stream.Null : () => SourceFile.Open(file.FullName);
        using var stream = open();
        var hash = SHA256.HashData(stream);
        var executable = !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
        return new SyncEntry
        {
            Path = path,
            Mode = executable ? ExecutableMode : PlainMode,
            Size = stream.Length,
            ModTimeUnixNanoseconds = SyncEntry.TimeFromHash(hash),
            Open = open,
            ExpectedSha256 = hash,
        };
    }
}
