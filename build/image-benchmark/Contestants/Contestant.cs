using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>One way to build a workspace, with a copy and caches of its own.</summary>
/// <param name="Name">Its name in the tables.</param>
internal abstract record Contestant(string Name)
{
    /// <summary>Writes what the contestant itself needs beside the sources, as it is for what they are now.</summary>
    /// <param name="copy">The copy.</param>
    public virtual void WriteFiles(WorkspaceCopy copy)
    {
    }

    /// <summary>What comes before a build and is not measured.</summary>
    public virtual void Prepare(WorkspaceCopy copy, string profile)
    {
    }

    /// <summary>How often a scenario is worth measuring at most.</summary>
    public virtual int MostRuns(Scenario scenario) => int.MaxValue;

    /// <summary>Whether it is of any interest in a scenario.</summary>
    public virtual bool TakesPart(Scenario scenario) => true;

    /// <summary>Whether it can have its cache in a registry.</summary>
    public virtual bool HasRegistryCache => false;

    /// <summary>What is measured.</summary>
    public abstract Command Build(WorkspaceCopy copy, string profile);
}

/// <summary>A contestant's copy of a workspace.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Folder">Where the copy is.</param>
/// <param name="CacheId">What names its caches, new for every cold build.</param>
internal sealed record WorkspaceCopy(BenchWorkspace Workspace, string Folder, string CacheId)
{
    /// <summary>The image in a registry that is read and written as a cache; <see langword="null"/> for none.</summary>
    public string? RegistryCache { get; init; }

    /// <summary>The name of the image that is built.</summary>
    public string Image => $"rustcontainer-bench-{Path.GetFileName(Folder)}";
}
