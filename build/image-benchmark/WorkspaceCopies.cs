using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark;

/// <summary>
/// Every contestant's own copy of a workspace. It outlives the run: beside its folder a file names its caches, so that the next run goes
/// on with them. While something was changed and not yet built that file is away, and the copy is made anew.
/// </summary>
internal sealed class WorkspaceCopies(BenchOptions options, HelperContainer helper)
{
    private readonly Dictionary<string, WorkspaceCopy> _copies = new(StringComparer.Ordinal);

    /// <summary>Sources that were never built, and names for caches that were never used.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="contestant">Whose copy it is.</param>
    /// <param name="registryCache">The image in a registry that is its cache; <see langword="null"/> for none.</param>
    public WorkspaceCopy Begin(BenchWorkspace workspace, Contestant contestant, string? registryCache = null)
    {
        var folder = FolderOf(workspace, contestant) + (registryCache is null ? "" : "-ci");
        Directory.CreateDirectory(options.Folder);
        File.Delete(IdOf(folder));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        workspace.Write(folder);
        var copy = new WorkspaceCopy(workspace, folder, $"bench-{Guid.NewGuid():N}"[..18]) { RegistryCache = registryCache };
        contestant.WriteFiles(copy);
        Lock(copy);
        if (registryCache is null)
            _copies[folder] = copy;
        return copy;
    }

    /// <summary>A copy that was built.</summary>
    public WorkspaceCopy Warm(BenchWorkspace workspace, Contestant contestant)
    {
        var folder = FolderOf(workspace, contestant);
        if (_copies.TryGetValue(folder, out var copy))
            return copy;
        copy = File.Exists(IdOf(folder)) ? new WorkspaceCopy(workspace, folder, File.ReadAllText(IdOf(folder))) : Begin(workspace, contestant);
        _copies[folder] = copy;
        contestant.WriteFiles(copy);
        contestant.Prepare(copy, "release");
        contestant.Build(copy, "release").Run();
        File.WriteAllText(IdOf(folder), copy.CacheId);
        return copy;
    }

    /// <summary>Does to a copy what a scenario does, up to the build that is measured.</summary>
    /// <returns>To be disposed of when it is built.</returns>
    public IDisposable Change(WorkspaceCopy copy, Scenario scenario, Contestant contestant, int run)
    {
        File.Delete(IdOf(copy.Folder));
        scenario.Apply(copy.Folder, copy.Workspace, run);
        if (scenario.ChangesLock)
            Lock(copy);
        contestant.WriteFiles(copy);
        contestant.Prepare(copy, scenario.Profile);
        return new Changed(copy);
    }

    private static string IdOf(string folder) => folder + ".id";

    private string FolderOf(BenchWorkspace workspace, Contestant contestant) =>
        Path.Combine(options.Folder, $"{workspace.Name}-{string.Concat(contestant.Name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}");

    private void Lock(WorkspaceCopy copy) => helper.Cargo(copy.Folder, ["metadata", "--format-version", "1"]).Run();

    private sealed class Changed(WorkspaceCopy copy) : IDisposable
    {
        public void Dispose()
        {
            if (copy.RegistryCache is null)
                File.WriteAllText(IdOf(copy.Folder), copy.CacheId);
        }
    }
}
