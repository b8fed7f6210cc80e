using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Turns found files into listed ones: by the recorded list where nothing moved, by reading them where something did.</summary>
internal static class ContextHasher
{
    /// <summary>
    /// How near to the scan a time must not be to be relied on: the next write could fall into the same tick of a coarse file system
    /// (2 s on FAT) and leave the same times.
    /// </summary>
    private static readonly long RacyTicks = TimeSpan.FromSeconds(2).Ticks;

    /// <summary>The files as the list has them, less those that vanished meanwhile.</summary>
    /// <param name="roots">Where they lie.</param>
    /// <param name="found">The files, in the list's order.</param>
    /// <param name="recorded">The list of an earlier scan.</param>
    /// <param name="scanStart">When the walk began, UTC, in .NET ticks.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="CodedException">A file cannot be read, or a link's target cannot be sent.</exception>
    public static IReadOnlyList<ContextFile> List(
        ContextRoots roots, IReadOnlyList<FoundFile> found, ContextList? recorded, long scanStart, CancellationToken cancellation)
    {
        var known = (recorded?.Files ?? []).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var listed = new ContextFile?[found.Count];
        var unknown = new List<int>();
        for (var i = 0; i < found.Count; i++)
        {
            listed[i] = known.TryGetValue(found[i].Path, out var file) && IsUnchanged(file, found[i].Stat) ? file : null;
            if (listed[i] is null)
                unknown.Add(i);
        }

        void Look(int index) => listed[index] = Read(roots.Absolute(found[index].Path), found[index], scanStart, cancellation);
        ForEach(unknown, Look, cancellation);
        return [.. listed.OfType<ContextFile>()];
    }

    private static void ForEach(List<int> indices, Action<int> look, CancellationToken cancellation)
    {
        const int worthThreads = 16;
        if (indices.Count < worthThreads)
        {
            indices.ForEach(look);
            return;
        }

        try
        {
            Parallel.ForEach(indices, new ParallelOptions { CancellationToken = cancellation }, look);
        }
        catch (AggregateException e) when (FirstCoded(e) is { } coded)
        {
            throw new CodedException(coded.Diagnostic, e);
        }
    }

    // The same one whichever thread was faster.
    private static CodedException? FirstCoded(AggregateException e) =>
        e.InnerExceptions.OfType<CodedException>().MinBy(inner => inner.Message, StringComparer.Ordinal);

    private static bool IsUnchanged(ContextFile file, FileStat stat) =>
        file.ModifiedTicks != 0 && file.ModifiedTicks == stat.ModifiedTicks && file.ChangedTicks == stat.ChangedTicks && file.Inode == stat.Inode
        && (file.Kind == ContextFileKind.SymbolicLink) == (stat.Kind == FileStatKind.Link)
        && (stat.Kind == FileStatKind.Link || file.Size == stat.Size);

    private static ContextFile? Read(string absolute, FoundFile found, long scanStart, CancellationToken cancellation)
    {
        try
        {
            var file = found.Stat.Kind == FileStatKind.Link ? ReadLink(absolute, found) : ReadFile(absolute, found, cancellation);
            var isFresh = Math.Max(found.Stat.ModifiedTicks, found.Stat.ChangedTicks) >= scanStart - RacyTicks;
            return file is not null && (isFresh || file.Size != SizeOf(found.Stat)) ? file with { ModifiedTicks = 0, ChangedTicks = 0 } : file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContextReading.Unreadable(absolute, e);
        }
    }

    private static long SizeOf(FileStat stat) => stat.Kind == FileStatKind.Link ? 0 : stat.Size;

    private static ContextFile? ReadLink(string absolute, FoundFile found)
    {
        if (new FileInfo(absolute).LinkTarget is not { } raw)
            return null;

        var target = OperatingSystem.IsWindows() ? raw.Replace('\\', '/') : raw;
        ContextNames.Check(target);
        return Listed(found, ContextFileKind.SymbolicLink, 0, SHA256.HashData(Encoding.UTF8.GetBytes(target))) with { LinkTarget = target };
    }

    private static ContextFile ReadFile(string absolute, FoundFile found, CancellationToken cancellation)
    {
        using var handle = File.OpenHandle(absolute, options: FileOptions.SequentialScan, share: FileShare.ReadWrite | FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var kind = ContextFileKind.File;
            long size = 0;
            int read;
            while ((read = RandomAccess.Read(handle, buffer, size)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (size == 0 && IsExecutable(buffer.AsSpan(0, read)))
                    kind = ContextFileKind.Executable;
                hash.AppendData(buffer, 0, read);
                size += read;
            }

            return Listed(found, kind, size, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // By content, for Windows has no mode and a clone may have lost it.
    private static bool IsExecutable(ReadOnlySpan<byte> start) => start.StartsWith("#!"u8) || start.StartsWith("\u007fELF"u8);

    private static ContextFile Listed(FoundFile found, ContextFileKind kind, long size, byte[] sha256) =>
        new(found.Path, kind, size, found.Stat.ModifiedTicks, found.Stat.ChangedTicks, found.Stat.Inode, Convert.ToHexStringLower(sha256));
}
