namespace RustContainer.BuildKit;

/// <summary>One file, folder or link of a <see cref="SyncDirectory"/>. Owner and group are always 0.</summary>
public sealed record SyncEntry
{
    /// <summary>The mode that folders without an entry of their own get.</summary>
    public const UnixFileMode DefaultDirectoryMode = (UnixFileMode)0b111_101_101;

    /// <summary>The path relative to the folder's root, <c>/</c>-separated, without <c>.</c> or <c>..</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public SyncEntryKind Kind { get; init; }

    /// <summary>The permission bits.</summary>
    public UnixFileMode Mode { get; init; } = (UnixFileMode)0b110_100_100;

    /// <summary>The length of a file in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The modification time in nanoseconds since 1970. BuildKit takes a file of the same size and time for unchanged, so the
    /// time must differ where the content does: see <see cref="TimeFromHash"/>.</summary>
    public long ModTimeUnixNanoseconds { get; init; }

    /// <summary>Where a link points; empty for the other kinds.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>Opens a file's content; called once for each time that BuildKit asks for it.</summary>
    public Func<Stream>? Open { get; init; }

    /// <summary>SHA-256 of a file's content. Where it is given, a file that has other content by the time it is sent fails the
    /// solve.</summary>
    public ReadOnlyMemory<byte>? ExpectedSha256 { get; init; }

    /// <summary>A modification time that carries content: constant seconds, nanoseconds from the content's hash. Layers keep whole
    /// seconds only, so they stay the same from every checkout.</summary>
    /// <param name="sha256">The hash of the content; its first 8 bytes decide.</param>
    public static long TimeFromHash(ReadOnlySpan<byte> sha256) =>
        (ConstantSeconds * NanosecondsPerSecond)
        + (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(sha256) % NanosecondsPerSecond);

    private const long NanosecondsPerSecond = 1_000_000_000;

    // 2000-01-01: after the earliest time that zip, FAT and some compilers can hold.
    private const long ConstantSeconds = 946_684_800;
}
