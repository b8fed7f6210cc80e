namespace RustContainer.Tasks.Results;

/// <summary>Puts exported files into bin/ so that whoever copies onwards by time and size always sees a change.</summary>
internal static class ArtifactInstaller
{
    /// <summary>
    /// Makes <paramref name="destination"/> a copy of <paramref name="source"/>. A file with other bytes is written beside and renamed,
    /// with the current time; one with equal bytes keeps its time and becomes executable again, if it is not any more.
    /// </summary>
    /// <param name="source">The exported file.</param>
    /// <param name="destination">The file in bin/.</param>
    /// <param name="executable">Whether it is a program.</param>
    public static void Install(string source, string destination, bool executable)
    {
        if (HaveEqualBytes(source, destination))
        {
            if (executable && !OperatingSystem.IsWindows() && File.GetUnixFileMode(destination) is var mode && !mode.HasFlag(UnixFileMode.UserExecute))
                File.SetUnixFileMode(destination, mode | AnyExecute);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        var beside = $"{destination}.{Environment.ProcessId}.new";
        File.Copy(source, beside, overwrite: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(beside, executable ? ExecutableMode : ExecutableMode & ~AnyExecute);
        File.SetLastWriteTimeUtc(beside, TimeAfter(destination));
        File.Move(beside, destination, overwrite: true);
    }

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode ExecutableMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead | AnyExecute;

    // A copy that goes by time alone must see a newer file even where the clock went back or two builds fall into one tick.
    private static DateTime TimeAfter(string replaced)
    {
        var now = DateTime.UtcNow;
        if (!File.Exists(replaced))
            return now;
        var earlier = File.GetLastWriteTimeUtc(replaced);
        return earlier < now ? now : earlier.AddMilliseconds(1);
    }

    private static bool HaveEqualBytes(string left, string right)
    {
        if (!File.Exists(right) || new FileInfo(left).Length != new FileInfo(right).Length)
            return false;
        using var a = File.OpenRead(left);
        using var b = File.OpenRead(right);
        Span<byte> x = new byte[1 << 16], y = new byte[1 << 16];
        while (true)
        {
            var read = a.ReadAtLeast(x, x.Length, throwOnEndOfStream: false);
            if (b.ReadAtLeast(y, y.Length, throwOnEndOfStream: false) != read || !x[..read].SequenceEqual(y[..read]))
                return false;
            if (read < x.Length)
                return true;
        }
    }
}
