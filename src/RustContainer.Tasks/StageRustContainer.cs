using Microsoft.Build.Framework;
using RustContainer.Tasks.Project;
using RustContainer.Tasks.Reporting;

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

    /// <summary>The items <c>RustContextInclude</c>.</summary>
    public ITaskItem[] ContextInclude { get; set; } = [];

    /// <summary>The items <c>RustContextExclude</c>.</summary>
    public ITaskItem[] ContextExclude { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation) => Stage(cancellation);

    private protected StagedProject Stage(CancellationToken cancellation)
    {
        var table = Table;
        var staged = ProjectStager.Create(
            table,
            StagingOptionsReader.Read(table, Ports, EnvironmentVariables, Labels),
            Absolute(StagingDirectory),
            [Absolute(OutputDirectory), Absolute(StagingDirectory)],
            ContextInclude,
            ContextExclude).Stage(cancellation);
        foreach (var warning in staged.Context.Warnings)
            Log.LogWarningWithCode(warning);
        return staged;
    }
}
