using RustContainer.Cargo.Keys;
using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Benchmarks;

/// <summary>What a build reads and computes of a workspace before it starts BuildKit, side by side as a build does it.</summary>
internal static class WorkspaceReading
{
    private static readonly TargetTriple Triple = TargetTriple.Parse("x86_64-unknown-linux-gnu");

    /// <summary>Reads the workspace, checks its lock and computes recipe, key and skeleton.</summary>
    /// <returns>The length of what was made, so that nothing can be left out.</returns>
    public static int Run(string manifest)
    {
        var workspace = CargoWorkspace.Load(manifest);
        var recipe = Task.Run(() => Recipe.ToJson(workspace));
        var selection = new CargoSelection { Profile = "release" }.Resolve(workspace);
        var artifacts = selection.Artifacts(Triple);
        var keys = Task.Run(() =>
        {
            var inputs = new DependencyKeyInputs(Triple, "", "", "rust:1");
            return DependencyKey.Compute(selection, inputs).Text.Length + Skeleton.Files(selection, inputs).Sum(file => file.Value.Length);
        });
        return LockCheck.Differences(workspace).Count + artifacts.Count + keys.GetAwaiter().GetResult() + recipe.GetAwaiter().GetResult().Length;
    }
}
