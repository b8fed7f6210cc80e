using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Recipes;

/// <summary>
/// Makes the recipe.json that <c>cargo chef cook</c> reads, without cargo-chef and without Rust. Form: cargo-chef 0.1.77,
/// https://github.com/LukeMathWalker/cargo-chef.
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
        var selected = bin is null ? null : RecipeClosure.Find(workspace, bin);
        var reached = selected is null ? null : RecipeClosure.Packages(workspace, selected);
        var kept = workspace.Members.Where(member => reached is null || reached.Contains(member)).ToArray();
        var mask = new RecipeMask(kept);
        return RecipeJson.Write(
            Manifests(workspace, kept, mask, isCut: selected is not null),
            workspace.Config?.Text,
            workspace.Lock is { } cargoLock ? LockText(cargoLock, mask, selected) : null,
            workspace.Toolchain);
    }

    private static IEnumerable<RecipeEntry> Manifests(CargoWorkspace workspace, CargoPackage[] kept, RecipeMask mask, bool isCut)
    {
        var manifests = kept.Select(package => (
            Path: package.Directory.Length == 0 ? "Cargo.toml" : $"{package.Directory}/Cargo.toml",
            Table: RecipeManifest.Normalize(package),
            package.Targets)).ToList();
        // cargo-chef drops a root package that the binary does not need, and with it what members inherit; ours stays.
        if (!manifests.Any(manifest => manifest.Path == "Cargo.toml") && !workspace.IsVirtual)
            manifests.Add(("Cargo.toml", RecipeManifest.Normalize(workspace.RootPackage!), workspace.RootPackage!.Targets));
        if (workspace.IsVirtual)
            manifests.Add(("Cargo.toml", RecipeManifest.Normalize(workspace.RootManifest.Table), []));
        var tables = manifests.Select(manifest => manifest.Table).ToArray();
        return manifests.OrderBy(manifest => manifest.Path, PathOrder.Instance).Select(manifest => new RecipeEntry(
            manifest.Path,
            TomlWriter.Write(mask.Mask(isCut && manifest.Path == "Cargo.toml" ? Cut(manifest.Table, kept, tables) : manifest.Table)),
            Sort(manifest.Targets)));
    }

    /// <summary>The root manifest of a recipe for one binary: only the members and shared dependencies that it needs.</summary>
    private static TomlTable Cut(TomlTable root, CargoPackage[] kept, TomlTable[] manifests)
    {
        var used = manifests.Where(manifest => manifest["package"] is not null).SelectMany(DependencyTables.Of)
            .Where(entry => entry.Value is TomlTable table && table["workspace"] is not null)
            .Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return root.MapTable("workspace", workspace => workspace.Without("default-members")
            .With("members", TomlEdit.Texts(kept.Select(package => package.Directory)))
            .MapTable("dependencies", dependencies => dependencies.Map((key, value) => used.Contains(key) ? value : null)));
    }

    private static string LockText(CargoLock cargoLock, RecipeMask mask, CargoPackage? selected)
    {
        var reached = selected is null ? null : RecipeClosure.Locked(cargoLock, selected);
        return mask.Mask(cargoLock, package => reached is null || reached.Contains(package)).Write();
    }

    private static CargoTarget[] Sort(IReadOnlyList<CargoTarget> targets) =>
        [.. targets.OrderBy(target => target.SourcePath, PathOrder.Instance).ThenBy(target => KindOrder(target.Kind))
            .ThenBy(target => target.Name, StringComparer.Ordinal)];

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
