namespace RustContainer.BuildKit;

/// <summary>What a <see cref="SyncEntry"/> is.</summary>
public enum SyncEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder. Folders that hold something need no entry of their own.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,
}
