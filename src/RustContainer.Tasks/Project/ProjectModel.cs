using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>What a project is by its manifests and properties: read in milliseconds, nothing written.</summary>
/// <param name="Workspace">The Cargo workspace.</param>
/// <param name="Selection">What of it is built.</param>
/// <param name="Options">What the properties say.</param>
/// <param name="Target">What it is built for.</param>
/// <param name="Artifacts">The files that it gives.</param>
internal sealed record ProjectModel(
    CargoWorkspace Workspace,
    ResolvedSelection Selection,
    StagingOptions Options,
    RustTarget Target,
    IReadOnlyList<CargoArtifact> Artifacts)
{
    private const string AnyTriple = "x86_64-unknown-linux-gnu"; // whether there is a program depends on none

    /// <summary>Whether it has a program, so that publishing makes an image; else it is a library.</summary>
    public bool IsExecutable => Artifacts.Any(artifact => artifact.CrateType == "bin");

    /// <summary>The file that stands for the project in MSBuild: the only program, else the first library; empty for none.</summary>
    public CargoArtifact? PrimaryArtifact =>
        Artifacts.FirstOrDefault(artifact => artifact.CrateType == "bin" && artifact.Target.Name == artifact.Package.Name.Value)
        ?? Artifacts.FirstOrDefault(artifact => artifact.CrateType == "bin")
        ?? Artifacts.FirstOrDefault(artifact => artifact.CrateType == "cdylib")
        ?? (Artifacts.Count > 0 ? Artifacts[0] : null);

    /// <summary>Reads the project.</summary>
    /// <exception cref="CodedException">A manifest or a property is wrong.</exception>
    public static ProjectModel Read(OptionTable table, StagingOptions options)
    {
        var workspace = CargoWorkspace.Load(Path.GetFullPath(table["CargoManifestPath"]));
        var selection = new CargoSelection
        {
            Packages = table.List("CargoPackage"),
            Bin = table["CargoBin"] is { Length: > 0 } bin ? bin : null,
            Features = options.CargoFeatures,
            AllFeatures = options.CargoAllFeatures,
            NoDefaultFeatures = options.CargoNoDefaultFeatures,
            Profile = options.CargoProfile,
        }.Resolve(workspace);

        var library = !selection.Artifacts(TargetTriple.Parse(AnyTriple)).Any(artifact => artifact.CrateType == "bin");
        var target = library ? TargetChoice.ForLibrary(options) : TargetChoice.ForProgram(options);
        var artifacts = selection.Artifacts(TargetTriple.Parse(target.Triple));
        if (!library && TargetChoice.ForLibrary(options) != target && artifacts.FirstOrDefault(artifact => artifact.CrateType == "cdylib") is { } both)
        {
            throw new CodedException(TaskCodes.TwoTargets,
                $"Package '{both.Package.Name}' gives a program for {target.RuntimeIdentifier} (ContainerRuntime={options.ContainerRuntime}) and the library '{both.FileName}', which must stay one for {TargetChoice.ForLibrary(options).RuntimeIdentifier}. Set CargoBin to build the program alone, or move the library into a package of its own.");
        }

        return new ProjectModel(workspace, selection, options, target, artifacts);
    }
}
