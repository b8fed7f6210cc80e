using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Says of a workspace what staging needs to know.</summary>
internal static class WorkspaceForStaging
{
    /// <summary>The selected part of a workspace, with the files that come from its model.</summary>
    public static StagedWorkspace Of(ProjectModel model, string contextRoot)
    {
        var workspace = model.Workspace;
        var bin = model.Selection.Bin;
        return new StagedWorkspace
        {
            Folder = FolderOf(model, contextRoot),
            Packages = [.. model.Selection.Packages.Select(selected => selected.Package.Name.Value)],
            Targets = [.. model.Artifacts.Where(artifact => KindOf(artifact.CrateType) is not null)
                .Select(artifact => new StagedTarget(KindOf(artifact.CrateType)!.Value, artifact.Target.Name))],
            DefaultRun = model.Selection.FindImageBinary()?.Target.Name ?? "",
            OnlyTargets = bin is not null,
            Toolchain = workspace.Toolchain is { } file
                ? new Toolchain(file.Channel ?? "", file.Components, file.Targets, Path.GetFileName(file.File))
                : Toolchain.None,
        };
    }

    /// <summary>The workspace's folder in the context, with <c>/</c>; empty where the context begins there.</summary>
    public static string FolderOf(ProjectModel model, string contextRoot)
    {
        var relative = Path.GetRelativePath(contextRoot, model.Workspace.RootDirectory).Replace('\\', '/');
        return relative == "." ? "" : relative;
    }

    private static StagedTargetKind? KindOf(string crateType) => crateType switch
    {
        "bin" => StagedTargetKind.Program,
        "cdylib" or "dylib" => StagedTargetKind.DynamicLibrary,
        "staticlib" => StagedTargetKind.StaticLibrary,
        _ => null,
    };
}
