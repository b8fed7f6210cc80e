using System.Collections.Concurrent;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Finds the root of the workspace that a manifest belongs to.</summary>
/// <param name="cache">Where manifests are read.</param>
internal sealed class RootSearch(ManifestCache cache)
{
    private readonly ConcurrentDictionary<ManifestFile, WorkspaceSettings> _settings = new(ReferenceEqualityComparer.Instance);

    private readonly ConcurrentDictionary<ManifestFile, SharedDependencies> _shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The dependencies that members of <paramref name="root"/> may inherit.</summary>
    public SharedDependencies SharedOf(ManifestFile root) => _shared.GetOrAdd(root, root => new(root));

    /// <summary>What the <c>[workspace]</c> of <paramref name="root"/> says.</summary>
    public WorkspaceSettings SettingsOf(ManifestFile root) => _settings.GetOrAdd(root, WorkspaceSettings.Read);

    /// <summary>The root's manifest, or <see langword="null"/> for a package that stands alone.</summary>
    /// <remarks>
    /// In Cargo's order: the manifest's own <c>[workspace]</c>, its <c>package.workspace</c>, then the nearest directory above whose
    /// manifest is a root that does not exclude this one, or points to one.
    /// </remarks>
    public ManifestFile? Find(ManifestFile manifest)
    {
        if (RootOf(manifest, manifest) is { } own)
            return own;
        for (var above = Path.GetDirectoryName(manifest.Directory); above is not null; above = Path.GetDirectoryName(above))
        {
            if (IsPackagingDirectory(above))
                return null;
            if (cache.FindIn(above) is { } candidate && RootOf(candidate, manifest) is { } root)
                return root;
        }
        return null;
    }

    private ManifestFile? RootOf(ManifestFile candidate, ManifestFile lookedFrom)
    {
        if (candidate.IsWorkspaceRoot)
            return SettingsOf(candidate).Excludes(lookedFrom.Path) ? null : candidate;
        return candidate.Root.Section("package") is { } package && package.String("workspace") is { } target
            ? Follow(candidate, package, target)
            : null;
    }

    private ManifestFile Follow(ManifestFile from, ManifestSection package, string target)
    {
        var directory = ManifestPaths.TryJoin(from.Directory, target) ?? throw ManifestPaths.Invalid(package, "workspace", target);
        var root = cache.FindIn(directory)
            ?? throw package.Error(CargoCodes.WrongWorkspace,
                $"`package.workspace` is \"{target}\", and there is no Cargo.toml in '{directory}'.", "workspace");
        return root.IsWorkspaceRoot ? root : throw package.Error(CargoCodes.WrongWorkspace,
            $"`package.workspace` is \"{target}\", and '{root.Path}' has no [workspace]; add it there or correct the path.", "workspace");
    }

    /// <summary>Packages that `cargo package` unpacked to verify them belong to no workspace.</summary>
    private static bool IsPackagingDirectory(string directory) =>
        Path.GetFileName(directory) == "package" && Path.GetFileName(Path.GetDirectoryName(directory)) == "target";
}
