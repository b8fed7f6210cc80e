using System.Security.Cryptography;
using System.Text;
using RustContainer.Cargo.Keys;
using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;
using RustContainer.Staging;

namespace RustContainer.Replay;

/// <summary>Reads the forms of the commit that a tree holds.</summary>
internal sealed class FormReader(ReplayOptions options, ManifestTree tree, CargoCheck? check)
{
    /// <exception cref="CodedException">The workspace does not load, or the selection does not fit it.</exception>
    /// <exception cref="UnreadableException">The lock does not satisfy the workspace.</exception>
    public Forms Read()
    {
        var workspace = CargoWorkspace.Load(Path.Combine(tree.Root, options.Manifest));
        if (LockCheck.Differences(workspace) is [var difference, ..])
            throw new UnreadableException(difference.Message);
        var selection = options.Selection.Resolve(workspace);
        return new(Raw(workspace), Hash(Recipe.ToJson(workspace)), Hash(Recipe.ToJson(workspace, options.RecipeBin)),
            Key(workspace, selection), check?.Compile(workspace, selection));
    }

    private DependencyKey Key(CargoWorkspace workspace, ResolvedSelection selection)
    {
        var (image, toolchain) = Stager.BuilderOf(new StagingOptions(), workspace.Toolchain, options.Target);
        var triple = TargetTriple.Parse(options.Target.Triple);
        return DependencyKey.Compute(selection, new DependencyKeyInputs(triple, RustFlags: "", toolchain, image));
    }

    private static string Raw(CargoWorkspace workspace)
    {
        var files = workspace.LocalPackages.Select(package => package.ManifestPath)
            .Concat([workspace.RootManifestPath, workspace.LockPath, workspace.Toolchain?.File])
            .Concat(workspace.Config?.Files ?? [])
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Hash(string.Concat(files.Select(file => $"{file}\n{File.ReadAllText(file)}\n")));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
