using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RustContainer.Staging.Context;

/// <summary>
/// Times as exact as the file system keeps them, and ctime and inode, which .NET does not show: its creation time is the birth time where there
/// is one, and the earlier of mtime and ctime where there is none.
/// </summary>
internal static class UnixStat
{
    private const int NoEntry = 2;
    private const int NotADirectory = 20;

    /// <summary>Whether this system is one whose structures are known here.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>What lies at <paramref name="path"/>; <see langword="null"/> where nothing does (any more).</summary>
    /// <exception cref="UnauthorizedAccessException">A directory on the way forbids to look.</exception>
    public static FileStat? TryGet(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + "\0");
        Span<byte> buffer = stackalloc byte[256];
        var result = OperatingSystem.IsLinux() ? Statx(name, buffer) : LStat(name, buffer);
        if (result == 0)
            return OperatingSystem.IsLinux() ? ReadLinux(buffer) : ReadMac(buffer);

        return Marshal.GetLastPInvokeError() is NoEntry or NotADirectory
            ? null
            : throw new UnauthorizedAccessException(Marshal.GetLastPInvokeErrorMessage());
    }

    private static int Statx(byte[] name, Span<byte> buffer)
    {
        const int currentDirectory = -100;
        const int noFollow = 0x100;
        const uint basics = 0x7ff;
        return NativeStatx(currentDirectory, name, noFollow, basics, ref MemoryMarshal.GetReference(buffer));
    }

    private static int LStat(byte[] name, Span<byte> buffer) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? NativeLStat64(name, ref MemoryMarshal.GetReference(buffer))
            : NativeLStat(name, ref MemoryMarshal.GetReference(buffer));

    // struct statx of linux/stat.h: the same on every architecture.
    private static FileStat ReadLinux(ReadOnlySpan<byte> stat) =>
        new(Kind(MemoryMarshal.Read<ushort>(stat[28..])), MemoryMarshal.Read<long>(stat[40..]),
            Ticks(stat[112..], MemoryMarshal.Read<uint>(stat[120..])), Ticks(stat[96..], MemoryMarshal.Read<uint>(stat[104..])),
            MemoryMarshal.Read<long>(stat[32..]) & long.MaxValue);

    // struct stat of macOS' sys/stat.h, with 64-bit inodes; always little-endian.
    private static FileStat ReadMac(ReadOnlySpan<byte> stat) =>
        new(Kind(BinaryPrimitives.ReadUInt16LittleEndian(stat[4..])), MemoryMarshal.Read<long>(stat[96..]),
            Ticks(stat[48..], MemoryMarshal.Read<long>(stat[56..])), Ticks(stat[64..], MemoryMarshal.Read<long>(stat[72..])),
            MemoryMarshal.Read<long>(stat[8..]) & long.MaxValue);

    private static FileStatKind Kind(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileStatKind.File,
        0x4000 => FileStatKind.Directory,
        0xA000 => FileStatKind.Link,
        _ => FileStatKind.Other,
    };

    // A time before the year 1 or after 9999 is some file system's nonsense: any constant will do for it.
    private static long Ticks(ReadOnlySpan<byte> seconds, long nanoseconds)
    {
        var since1970 = Math.Clamp(MemoryMarshal.Read<long>(seconds), -62_000_000_000, 253_000_000_000);
        return DateTime.UnixEpoch.Ticks + (since1970 * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int NativeStatx(int directory, byte[] path, int flags, uint mask, ref byte stat);

    [DllImport("libc", EntryPoint = "lstat", SetLastError = true)]
    private static extern int NativeLStat(byte[] path, ref byte stat);

    [DllImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true)]
    private static extern int NativeLStat64(byte[] path, ref byte stat);
}
