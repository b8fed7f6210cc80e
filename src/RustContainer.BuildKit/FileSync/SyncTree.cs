namespace RustContainer.BuildKit;

/// <summary>The entries of a folder in the order of the protocol, each folder before what it holds, folders without an entry
/// added.</summary>
internal sealed class SyncTree
{
    private readonly Dictionary<string, SyncEntry> _byPath;

    private SyncTree(IReadOnlyList<SyncEntry> entries, Dictionary<string, SyncEntry> byPath)
    {
        Entries = entries;
        _byPath = byPath;
    }

    /// <summary>All entries, in order.</summary>
    public IReadOnlyList<SyncEntry> Entries { get; }

    /// <exception cref="ArgumentException">A path is not clean, is there twice, or lies below something that is no folder.</exception>
    public static SyncTree Create(IReadOnlyList<SyncEntry> entries)
    {
        var byPath = new Dictionary<string, SyncEntry>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (SyncPath.FaultOf(entry.Path) is { } fault)
            {
                throw new ArgumentException($"'{entry.Path}' cannot be sent: {fault}.", nameof(entries));
            }

            if (!byPath.TryAdd(entry.Path, entry))
            {
                throw new ArgumentException($"'{entry.Path}' is there twice.", nameof(entries));
            }
        }

        foreach (var entry in entries)
        {
            AddParents(byPath, entry.Path);
        }

        var sorted = byPath.Values.ToArray();
        Array.Sort(sorted, (a, b) => SyncPath.Compare(a.Path, b.Path));
        return new SyncTree(sorted, byPath);
    }

    /// <summary>The entry at <paramref name="path"/>; <see langword="null"/> where there is none.</summary>
    public SyncEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    private static void AddParents(Dictionary<string, SyncEntry> byPath, string path)
    {
        for (var parent = SyncPath.ParentOf(path); parent.Length > 0; parent = SyncPath.ParentOf(parent))
        {
            var implied = new SyncEntry { Path = parent, Kind = SyncEntryKind.Directory, Mode = SyncEntry.DefaultDirectoryMode };
            if (byPath.TryAdd(parent, implied))
            {
                continue;
            }

            if (byPath[parent].Kind != SyncEntryKind.Directory)
            {
                throw new ArgumentException($"'{path}' lies below '{parent}', which is no folder.", nameof(path));
            }

            return;
        }
    }
}
