using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Recipes;

/// <summary>What of a workspace a recipe holds.</summary>
internal sealed class RecipeContent
{
    private readonly CargoPackage[] _members;
    private readonly HashSet<PatchedKey> _patches;
    private readonly PatchedAway? _away;
    private readonly bool _isForOne;

    private RecipeContent(CargoWorkspace workspace, CargoPackage? selected)
    {
        _isForOne = selected is not null;
        var reached = selected is null ? null : RecipeClosure.Packages(workspace, [selected]);
        _members = [.. workspace.Members.Where(member => reached is null || reached.Contains(member))];
        (Lock, _away) = Cut(workspace, selected);
        var isCut = selected is not null || _away is not null;
        var patches = workspace.Patches.Where(patch => !isCut || Lock is null || Lock.Uses(patch)).ToArray();
        _patches = [.. patches.Select(patch => new PatchedKey(patch.Source, patch.Replacement.Key))];
        Packages = RecipeClosure.Packages(workspace, _members.Concat(
            patches.Select(patch => workspace.FindLocal(patch.Replacement)).OfType<CargoPackage>()
                .ExceptBy(_members.Select(package => package.Directory), package => package.Directory, ManifestPaths.Comparer)));
        Mask = new(Packages, patches, workspace.Lock);
        OtherRoots = workspace.PathRoots
            .Select(root => new OtherRoot(ManifestPaths.Relative(workspace.RootDirectory, root.Directory), root))
            .Where(other => !Packages.Any(package => package.Directory.Equals(other.Directory, ManifestPaths.Comparison))).ToArray();
    }

    /// <summary>The root of another workspace.</summary>
    /// <param name="Directory">Its directory, relative to the root.</param>
    /// <param name="Root">Its manifest.</param>
    public sealed record OtherRoot(string Directory, ManifestFile Root);

    /// <summary>The packages: members, and packages beside them that those or a patch need.</summary>
    public IReadOnlyList<CargoPackage> Packages { get; }

    /// <summary>Roots of other workspaces, from which packages beside the members inherit.</summary>
    public IReadOnlyList<OtherRoot> OtherRoots { get; }

    /// <summary>The lock, not yet masked; <see langword="null"/> where there is none.</summary>
    public CargoLock? Lock { get; }

    /// <summary>The mask of the packages' versions.</summary>
    public RecipeMask Mask { get; }

    /// <summary>What a recipe holds for the whole workspace, or for one package.</summary>
    public static RecipeContent Of(CargoWorkspace workspace, CargoPackage? selected) => new(workspace, selected);

    /// <summary>A package's manifest.</summary>
    public TomlTable Normalize(CargoPackage package, TomlTable? shared)
    {
        var manifest = RecipeManifest.Normalize(package, shared);
        return _away?.Prune(manifest, package) ?? manifest;
    }

    /// <summary>The root manifest with the patches that are of use and no replacement by a local package; for one package with the members
    /// and shared dependencies that it needs.</summary>
    /// <param name="root">The root manifest.</param>
    /// <param name="used">The shared dependencies that packages of the recipe inherit.</param>
    public TomlTable Cut(TomlTable root, IReadOnlySet<string> used)
    {
        var cut = root.MapTable("patch", patches => patches.Map((source, value) =>
            value is TomlTable table ? table.Map((key, patch) => _patches.Contains(new(source, key)) ? patch : null) : value))
            .MapTable("replace", replaced => replaced.Map((_, value) => value is TomlTable table && table["path"] is not null
                ? null : value));
        return !_isForOne ? cut : cut.MapTable("workspace", workspace => workspace.Without("default-members")
            .With("members", TomlEdit.Texts(_members.Select(package => package.Directory)))
            .MapTable("dependencies", dependencies => dependencies.Map((key, value) => used.Contains(key) ? value : null)));
    }

    private static (CargoLock?, PatchedAway?) Cut(CargoWorkspace workspace, CargoPackage? selected)
    {
        if (workspace.Lock is not { } cargoLock)
            return (null, null);
        var away = new PatchedAway(cargoLock);
        if (!away.IsEmpty)
            cargoLock = away.Prune(workspace.Members);
        if (selected is not null)
            cargoLock = RecipeLock.Reached(cargoLock, RecipeClosure.Locked(cargoLock, selected));
        return (cargoLock, away.IsEmpty ? null : away);
    }
}
