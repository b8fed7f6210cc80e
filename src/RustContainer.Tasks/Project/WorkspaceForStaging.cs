using System.Text;
using RustContainer.Cargo.Recipes;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Says of a workspace what staging needs to know.</summary>
internal static class WorkspaceForStaging
{
    /// <summary>The selected part of a workspace, with the files that come from its model.</summary>
    public static StagedWorkspace Of(ProjectModel model, string contextRoot) =>
        StagedWorkspace.From(model.Selection, model.Artifacts, FolderOf(model, contextRoot)) with { Files = Files(model) };

    private static Dictionary<string, byte[]> Files(ProjectModel model) => new()
    {
        ["recipe.json"] = Encoding.UTF8.GetBytes(Recipe.ToJson(model.Workspace, model.Selection.Bin?.Name)),
    };


    /// <summary>The workspace's folder in the context, with <c>/</c>; empty where the context begins there.</summary>
    public static string FolderOf(ProjectModel model, string contextRoot)
    {
        var relative = Path.GetRelativePath(contextRoot, model.Workspace.RootDirectory).Replace('\\', '/');
        return relative == "." ? "" : relative;
    }
}
