using System.Text;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// Makes the recipe.json that <c>cargo chef cook</c> reads, without cargo-chef and without Rust. Form: cargo-chef 0.1.77,
/// https://github.com/LukeMathWalker/cargo-chef. Where that makes what it cannot cook, this differs: docs/recipe.md.
/// </summary>
public static class Recipe
{
    /// <summary>The recipe's JSON: compact, the same bytes from every host.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="bin">A package or binary to which the recipe is cut down; <see langword="null"/> for the whole workspace.</param>
    /// <exception cref="CodedException"><see cref="CargoCodes.UnknownBinary"/>.</exception>
    public static string ToJson(CargoWorkspace workspace, string? bin = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var content = RecipeContent.Of(workspace, bin is null ? null : RecipeClosure.Find(workspace, bin));
        var lockText = content.Lock is { } cargoLock ? content.Mask.Mask(cargoLock).Write() : null;
        return RecipeJson.Write(Manifests(workspace, content), workspace.Config?.Text, lockText, workspace.Toolchain);
    }

    private static IEnumerable<RecipeEntry> Manifests(CargoWorkspace workspace, RecipeContent content)
    {
        var shared = (workspace.RootManifest.Table["workspace"] as TomlTable)?["dependencies"] as TomlTable;
        var manifests = content.Packages.Select(package => new Source(
            PathOf(package.Directory), content.Normalize(package, package.IsMember ? shared : null), package)).ToList();
        if (!content.Packages.Any(package => package.Directory.Length == 0))
        {
            var resolver = workspace.IsVirtual ? null : workspace.Resolver;
            manifests.Add(new(PathOf(""), RecipeManifest.WithoutPackage(workspace.RootManifest.Table, resolver), null));
        }
        foreach (var (directory, root) in content.OtherRoots)
            manifests.Add(new(PathOf(directory), RecipeManifest.WithoutPackage(root.Table, null), null));
        var used = manifests.SelectMany(manifest => DependencyTables.Of(manifest.Table))
            .Where(entry => entry.Value is TomlTable table && table["workspace"] is not null)
            .Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        return manifests.OrderBy(manifest => manifest.Path, PathOrder.Instance).Select(manifest => new RecipeEntry(
            manifest.Path,
            TomlWriter.Write(content.Mask.Mask(
                manifest.Path == PathOf("") ? content.Cut(manifest.Table, used) : manifest.Table, manifest.Package), text),
            manifest.Package is null ? [] : Sort(manifest.Package.Targets)));
    }

    private static string PathOf(string directory) => directory.Length == 0 ? "Cargo.toml" : $"{directory}/Cargo.toml";

    private static CargoTarget[] Sort(IReadOnlyList<CargoTarget> targets) =>
        [.. targets.OrderBy(target => target.SourcePath, PathOrder.Instance).ThenBy(target => KindOrder(target.Kind))
            .ThenBy(target => target.Name, StringComparer.Ordinal)];

    private sealed record Source(string Path, TomlTable Table, CargoPackage? Package);

    private static int KindOrder(TargetKind kind) => kind switch
    {
        TargetKind.Library => 0,
        TargetKind.Binary => 1,
        TargetKind.Test => 2,
        TargetKind.Benchmark => 3,
        TargetKind.Example => 4,
        _ => 5,
    };
}

/// <summary>One manifest of a recipe.</summary>
/// <param name="Path">Where it goes, relative to the root.</param>
/// <param name="Contents">Its text.</param>
/// <param name="Targets">Its targets, for which cook writes dummies.</param>
internal sealed record RecipeEntry(string Path, string Contents, IReadOnlyList<CargoTarget> Targets);
