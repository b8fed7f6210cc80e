using System.Security.Cryptography;
using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Makes BuildKit's view of a folder of the plan.</summary>
internal static class LocalFolder
{
    /// <summary>The folder with the files of its list, or with all that is in it where it has none.</summary>
    public static SyncDirectory Of(LocalSource local) => local.ContextList.Length == 0
        ? SyncDirectory.FromFolder(local.Name, local.Directory)
        : new SyncDirectory(local.Name, () => Listed(local));

    /// <summary>The Dockerfile and its ignore file alone: builds keep more in that folder, none of which BuildKit needs.</summary>
    public static SyncDirectory OfDockerfile(string path) => new("dockerfile", () =>
        [.. new[] { path, path + ".dockerignore" }.Where(File.Exists).Select(Entry)]);

    private static SyncEntry Entry(string path)
    {
        var bytes = Read(path);
        return new SyncEntry
        {
            Path = Path.GetFileName(path),
            Size = bytes.Length,
            ModTimeUnixNanoseconds = SyncEntry.TimeFromHash(SHA256.HashData(bytes)),
            Open = () => new MemoryStream(bytes, writable: false),
        };
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(path, e);
        }
    }

    private static SyncEntry[] Listed(LocalSource local)
    {
        var list = ContextList.Read(local.ContextList) ?? throw new CodedException(WorkerCodes.PlanUnusable,
            $"The list of files '{local.ContextList}' cannot be read. Delete it and build again.");
        return [.. list.Files.Select(file => Entry(local, file))];
    }

    private static SyncEntry Entry(LocalSource local, ContextFile file)
    {
        var hash = Convert.FromHexString(file.Sha256);
        return new SyncEntry
        {
            Path = file.Path,
            Kind = file.Kind == ContextFileKind.SymbolicLink ? SyncEntryKind.SymbolicLink : SyncEntryKind.File,
            Mode = file.Kind == ContextFileKind.Executable ? SyncEntry.DefaultDirectoryMode : (UnixFileMode)0b110_100_100,
            Size = file.Size,
            LinkTarget = file.LinkTarget,
            ModTimeUnixNanoseconds = SyncEntry.TimeFromHash(hash),
            ExpectedSha256 = file.Kind == ContextFileKind.SymbolicLink ? null : (ReadOnlyMemory<byte>?)hash,
            Open = () => SourceFile.Open(Path.Combine(local.Directory, file.Path)),
        };
    }
}
