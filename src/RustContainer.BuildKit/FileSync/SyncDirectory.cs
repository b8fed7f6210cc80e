using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A folder that BuildKit may ask for, as a value: it need not be one on the disk.</summary>
/// <param name="Name">The name of the local source: <c>context</c>, <c>dockerfile</c>, or that of a named context.</param>
/// <param name="Enumerate">Lists the entries, in any order, folders optional; called at most once per solve, when BuildKit first asks.
/// It may throw <see cref="CodedException"/>, which then fails the solve.</param>
public sealed record SyncDirectory(string Name, Func<IReadOnlyList<SyncEntry>> Enumerate)
{
    /// <summary>A folder whose entries are known already.</summary>
    public SyncDirectory(string name, IReadOnlyList<SyncEntry> entries)
        : this(name, () => entries)
    {
    }

    /// <summary>A plain folder on the disk with all that is in it. Links are sent as links, and sockets and
    /// devices as empty files. Modes are 0755 for
    /// folders and for files with the owner's execute bit, else 0644, and times carry content: the same tree is the same from every
    /// host.</summary>
    /// <param name="name">The name of the local source.</param>
    /// <param name="path">The folder's path.</param>
    public static SyncDirectory FromFolder(string name, string path) => new(name, () => FolderReader.Read(path));
}
