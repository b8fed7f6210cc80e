namespace RustContainer.BuildKit;

/// <summary>The mode in fsutil's Stat: Go's os.FileMode, not the st_mode of Unix.</summary>
internal static class GoFileMode
{
    /// <summary>The bit of a folder.</summary>
    public const uint Directory = 1u << 31;

    /// <summary>The bit of a symbolic link.</summary>
    public const uint SymbolicLink = 1u << 27;

    private const uint TypeBits = 0x8F280000;
    private const uint PermissionBits = 0x1FF;

    /// <summary>The mode of an entry to send.</summary>
    public static uint Of(SyncEntry entry) => entry.Kind switch
    {
        SyncEntryKind.Directory => Directory | ((uint)entry.Mode & PermissionBits),
        SyncEntryKind.SymbolicLink => SymbolicLink | PermissionBits,
        _ => (uint)entry.Mode & PermissionBits,
    };

    /// <summary>The kind that a received mode has; <see langword="null"/> for devices, pipes and sockets.</summary>
    public static SyncEntryKind? KindOf(uint mode) => (mode & TypeBits) switch
    {
        0 => SyncEntryKind.File,
        Directory => SyncEntryKind.Directory,
        SymbolicLink => SyncEntryKind.SymbolicLink,
        _ => null,
    };

    /// <summary>The permission bits of a received mode, without set-user-id, set-group-id and sticky.</summary>
    public static UnixFileMode PermissionsOf(uint mode) => (UnixFileMode)(mode & PermissionBits);
}
