using Microsoft.Build.Framework;
using RustContainer.Tasks.Project;
using RustContainer.Tasks.Reporting;
using RustContainer.Tasks.Results;

namespace RustContainer.Tasks;

/// <summary>Writes what a build is made from, each file only if its bytes changed. Runs nothing.</summary>
[MSBuildMultiThreadableTask]
public class StageRustContainer : RustContainerTask
{
    /// <summary>Where everything is staged.</summary>
    [Required]
    public string StagingDirectory { get; set; } = "";

    /// <summary>The items <c>ContainerPort</c>.</summary>
    public ITaskItem[] Ports { get; set; } = [];

    /// <summary>The items <c>ContainerEnvironmentVariable</c>.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>The items <c>ContainerLabel</c>.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>The items <c>ContainerDefaultArgs</c>.</summary>
    public ITaskItem[] DefaultArgs { get; set; } = [];

    /// <summary>The items <c>BuildKitCacheFrom</c>.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>The items <c>BuildKitCacheTo</c>.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>The items <c>BuildKitCacheMount</c>.</summary>
    public ITaskItem[] CacheMounts { get; set; } = [];

    /// <summary>The items <c>RustContextInclude</c>.</summary>
    public ITaskItem[] ContextInclude { get; set; } = [];

    /// <summary>The items <c>RustContextExclude</c>.</summary>
    public ITaskItem[] ContextExclude { get; set; } = [];

    /// <summary>The items <c>BuildKitSecret</c>.</summary>
    public ITaskItem[] Secrets { get; set; } = [];

    /// <summary>The items <c>BuildKitSsh</c>.</summary>
    public ITaskItem[] SshAgents { get; set; } = [];

    /// <summary>Every folder that MSBuild puts files into, absolute or relative to the project: never part of the context.</summary>
    public string[] GeneratedFolders { get; set; } = [];

    /// <summary>The property <c>TreatWarningsAsErrors</c>.</summary>
    public string TreatWarningsAsErrors { get; set; } = "";

    /// <summary>The property <c>WarningsNotAsErrors</c>: codes that stay warnings then.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>The property <c>NoWarn</c>: codes that are no warnings at all.</summary>
    public string NoWarn { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        using var _ = StagingLock.Take(Absolute(StagingDirectory), cancellation);
        Stage(cancellation);
    }

    private protected BuildLog NewLog() => new(Log, BuildEngine, ProjectFile, WarningPolicy.Of(BuildEngine, TreatWarningsAsErrors, WarningsNotAsErrors, NoWarn));

    private protected StagedProject Stage(CancellationToken cancellation)
    {
        var table = Table;
        var options = StagingOptionsReader.Read(table, Ports, EnvironmentVariables, Labels, DefaultArgs);
        options = CacheOptions.Add(options, table, ProjectDirectory, CacheFrom, CacheTo, CacheMounts);
        var staged = ProjectStager.Create(
            table,
            SecretOptions.Add(options, table, Secrets, SshAgents, ProjectDirectory),
            ProjectDirectory,
            Absolute(StagingDirectory),
            [Absolute(OutputDirectory), Absolute(StagingDirectory), .. GeneratedFolders.Select(Absolute)],
            ContextInclude,
            ContextExclude).Stage(cancellation);
        var log = NewLog();
        foreach (var warning in staged.Context.Warnings)
            log.Warning(warning);
        return log.HasErrors ? throw new OperationFailedException() : staged;
    }
}
