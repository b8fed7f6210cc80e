using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustContainer.Tasks.Project;

namespace RustContainer.Tasks;

/// <summary>Says which files a project gives, from Cargo's manifests alone.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReadRustContainer : RustContainerTask
{
    /// <summary>The files in bin/, with the metadata <c>ArtifactKind</c> (<c>bin</c>, <c>cdylib</c>, <c>staticlib</c>) and <c>CargoPackage</c>.</summary>
    [Output]
    public ITaskItem[] Artifacts { get; private set; } = [];

    /// <summary>The file that stands for the project: the program, else the library; empty where there is neither.</summary>
    [Output]
    public string PrimaryArtifact { get; private set; } = "";

    /// <summary>The program that <c>dotnet run</c> starts, chosen as cargo run does; empty where there is none or no single one.</summary>
    [Output]
    public string Program { get; private set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var model = ProjectModel.Read(Table, StagingOptionsReader.Read(Table, [], [], [], []));
        var directory = Absolute(OutputDirectory);
        Artifacts =
        [
            .. model.Artifacts.Select(artifact =>
            {
                // MSBuild takes what it is given for escaped.
                var item = new TaskItem(Path.Combine(directory, artifact.FileName).Replace("%", "%25", StringComparison.Ordinal));
                item.SetMetadata("ArtifactKind", artifact.CrateType);
                item.SetMetadata("CargoPackage", artifact.Package.Name.Value);
                return item;
            }),
        ];
        Program = model.Selection.FindImageBinary() is { } chosen
            && model.Artifacts.FirstOrDefault(artifact => artifact.Package == chosen.Package && artifact.Target == chosen.Target) is { } program
            ? Path.Combine(directory, program.FileName)
            : "";
        PrimaryArtifact = model.PrimaryArtifact is { } primary ? Path.Combine(directory, primary.FileName) : "";
    }
}
