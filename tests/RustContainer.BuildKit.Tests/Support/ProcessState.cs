namespace RustContainer.BuildKit.Tests;

/// <summary>What this process holds.</summary>
/// <param name="Handles">How many sockets, pipes and files of builds are open.</param>
/// <param name="Bytes">How long the managed objects are that something refers to.</param>
internal sealed record ProcessState(int Handles, long Bytes)
{
    /// <summary>What it holds once all that can be collected is.</summary>
    public static ProcessState Now()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new ProcessState(Directory.GetFileSystemEntries("/proc/self/fd").Count(IsOfBuild), GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Whether it comes back to no more than this: what ends in the background may take a moment.</summary>
    public bool Returns() => SpinWait.SpinUntil(() => Now() is var now && now.Handles <= Handles && now.Bytes <= Bytes, TimeSpan.FromSeconds(20));

    // Assemblies are opened as they are needed.
    private static bool IsOfBuild(string handle) => new FileInfo(handle).LinkTarget is { } target
        && (target.StartsWith("socket:", StringComparison.Ordinal) || target.StartsWith("pipe:", StringComparison.Ordinal)
            || target.StartsWith(Path.GetTempPath(), StringComparison.Ordinal));
}
