namespace RustContainer.Tasks.Results;

/// <summary>A file in bin/ as the build left it.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedTicks">Last write time, UTC, in ticks.</param>
/// <param name="IsExecutable">Whether its owner may run it; false on Windows.</param>
internal sealed record OutputFile(string Path, long Size, long ModifiedTicks, bool IsExecutable)
{
    /// <summary>The file as it is now.</summary>
    public static OutputFile Of(string path)
    {
        var info = new FileInfo(path);
        return new OutputFile(path, info.Length, info.LastWriteTimeUtc.Ticks, MayRun(info));
    }

    /// <summary>Whether the file is still there with the same size and time, and may be run as it might.</summary>
    public bool IsIntact
    {
        get
        {
            var info = new FileInfo(Path);
            return info.Exists && info.Length == Size && info.LastWriteTimeUtc.Ticks == ModifiedTicks && MayRun(info) == IsExecutable;
        }
    }

    private static bool MayRun(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
}
