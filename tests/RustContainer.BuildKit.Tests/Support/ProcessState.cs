namespace RustContainer.BuildKit.Tests;

/// <summary>What this process holds.</summary>
/// <param name="Handles">The sockets, pipes and files of builds that are open.</param>
/// <param name="Bytes">How long the managed objects are that something refers to.</param>
internal sealed record ProcessState(IReadOnlyList<string> Handles, long Bytes)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    /// <summary>What it holds once all that can be collected is.</summary>
    public static ProcessState Now()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new ProcessState(OpenHandles(), GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Whether it comes back to no more than this: what ends in the background may take a moment.</summary>
    public bool Returns() =>
        SpinWait.SpinUntil(() => Now() is var now && now.Handles.Count <= Handles.Count && now.Bytes <= Bytes, Moment);

    /// <summary>Whether it comes back to as few handles without the collector.</summary>
    public bool HandlesReturn() => SpinWait.SpinUntil(() => OpenHandles().Count <= Handles.Count, Moment);

    /// <inheritdoc/>
    public override string ToString() => $"{Bytes} bytes and {Handles.Count} handles ({string.Join(", ", Handles)})";

    /// <summary>The sockets, pipes and files of builds that are open at this moment.</summary>
    public static IReadOnlyList<string> OpenHandles() =>
        [.. Directory.GetFileSystemEntries("/proc/self/fd").Select(handle => new FileInfo(handle).LinkTarget ?? "").Where(IsOfBuild).Order()];

    // Assemblies are opened as they are needed.
    private static bool IsOfBuild(string target) => target.StartsWith("socket:", StringComparison.Ordinal)
        || target.StartsWith("pipe:", StringComparison.Ordinal) || target.StartsWith(Path.GetTempPath(), StringComparison.Ordinal);
}
