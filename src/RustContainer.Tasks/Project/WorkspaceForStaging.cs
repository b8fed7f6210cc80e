using System.Text;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Says of a workspace what staging needs to know.</summary>
internal static class WorkspaceForStaging
{
    /// <summary>The selected part of a workspace, without its <see cref="Files"/>.</summary>
    public static StagedWorkspace Of(ProjectModel model, string contextRoot) =>
        StagedWorkspace.From(model.Selection, model.Artifacts, FolderOf(model, contextRoot)) with
        {
            DependencyPaths = [.. (model.Workspace.Config?.DependencyPaths ?? []).Select(path => Path.GetRelativePath(contextRoot, path).Replace('\\', '/'))],
        };

    /// <summary>The workspace's folder in the context, with <c>/</c>; empty where the context begins there.</summary>
    public static string FolderOf(ProjectModel model, string contextRoot)
    {
        var relative = Path.GetRelativePath(contextRoot, model.Workspace.RootDirectory).Replace('\\', '/');
        return relative == "." ? "" : relative;
    }

    /// <summary>The files that come from the model alone: recipe.json, dependency-key.txt and skeleton/….</summary>
    public static Dictionary<string, byte[]> Files(ProjectModel model)
    {
        var (workspace, selection) = (model.Workspace, model.Selection);
        var recipe = Task.Run(() => Recipe.ToJson(workspace, selection.Bin?.Name));
        var triple = TargetTriple.Parse(model.Target.Triple);
        var (image, toolchain) = Stager.BuilderOf(model.Options, workspace.Toolchain, model.Target);
        var inputs = new DependencyKeyInputs(triple, model.Options.RustFlags, toolchain, image);
        var key = DependencyKey.Compute(selection, inputs);
        var files = Skeleton.Files(selection, inputs).ToDictionary(file => $"skeleton/{file.Key}", file => file.Value, StringComparer.Ordinal);
        files["dependency-key.txt"] = $"{key.Sha256}\n{key.Text}";
        files["recipe.json"] = recipe.GetAwaiter().GetResult();
        return files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value), StringComparer.Ordinal);
    }
}
