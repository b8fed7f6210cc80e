using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RustContainer.Cargo.Toml;

/// <summary>Tells files from what only looks like one: to open a pipe is to wait for its writer, and a device may have no end.</summary>
internal static class RegularFile
{
    private const int FormatBits = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Whether a file lies at <paramref name="path"/>, or a link to one; asked without opening it. Where the system cannot be
    /// asked, what is no directory is a file.</summary>
    public static bool Is(string path) => ModeOf(path) is { } mode ? (mode & FormatBits) == Regular : !Directory.Exists(path);

    private static int? ModeOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + "\0");
        Span<byte> stat = stackalloc byte[256];
        if (OperatingSystem.IsLinux())
            return Statx(name, stat) == 0 ? MemoryMarshal.Read<ushort>(stat[28..]) : null;
        if (OperatingSystem.IsMacOS())
            return Stat(name, stat) == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(stat[4..]) : null;
        return null;
    }

    // struct statx of linux/stat.h is the same on every architecture.
    private static int Statx(byte[] name, Span<byte> stat)
    {
        const int currentDirectory = -100;
        const int follow = 0;
        const uint type = 1;
        return NativeStatx(currentDirectory, name, follow, type, ref MemoryMarshal.GetReference(stat));
    }

    private static int Stat(byte[] name, Span<byte> stat) => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? NativeStat64(name, ref MemoryMarshal.GetReference(stat))
        : NativeStat(name, ref MemoryMarshal.GetReference(stat));

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int NativeStatx(int directory, byte[] path, int flags, uint mask, ref byte stat);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int NativeStat(byte[] path, ref byte stat);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int NativeStat64(byte[] path, ref byte stat);
}
