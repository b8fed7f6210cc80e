using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What a <c>[workspace]</c> says about its members.</summary>
/// <param name="Root">The manifest that holds it.</param>
/// <param name="Members">The entries of <c>members</c>; <see langword="null"/> where there is no such key.</param>
/// <param name="DefaultMembers">The entries of <c>default-members</c>; <see langword="null"/> where there is no such key.</param>
/// <param name="Exclude">The absolute paths of <c>exclude</c>.</param>
internal sealed record WorkspaceSettings(
    ManifestFile Root, IReadOnlyList<TomlString>? Members, IReadOnlyList<TomlString>? DefaultMembers, IReadOnlyList<string> Exclude)
{
    public static WorkspaceSettings Read(ManifestFile root)
    {
        var workspace = root.Root.Section("workspace")!;
        var exclude = workspace.TextItems("exclude") ?? [];
        return new(root, workspace.TextItems("members"), workspace.TextItems("default-members"),
            [.. exclude.Select(item => Join(root, item, "workspace.exclude"))]);
    }

    /// <summary>Whether the manifest at <paramref name="manifestPath"/> is excluded. Members are compared as written, globs and
    /// all.</summary>
    public bool Excludes(string manifestPath)
    {
        foreach (var directory in Exclude)
        {
            if (ManifestPaths.IsWithin(manifestPath, directory))
                return !IsListed(manifestPath);
        }
        return false;
    }

    /// <summary>The absolute directories of the path dependencies that members may inherit: most of them are members, too.</summary>
    public IEnumerable<string> InheritablePaths()
    {
        if (Root.Table["workspace"] is not TomlTable workspace || workspace["dependencies"] is not TomlTable dependencies)
            yield break;
        foreach (var dependency in dependencies.Entries)
        {
            if (dependency.Value is TomlTable table && table["path"] is TomlString path && ManifestPaths.TryJoin(Root.Directory, path.Value) is { } directory)
                yield return directory;
        }
    }

    private bool IsListed(string manifestPath) =>
        (Members ?? []).Any(member => ManifestPaths.IsWithin(manifestPath, Join(Root, member, "workspace.members")));

    /// <summary>An entry made absolute.</summary>
    public static string Join(ManifestFile root, TomlString entry, string key) =>
        ManifestPaths.TryJoin(root.Directory, entry.Value)
        ?? throw root.Error(CargoCodes.InvalidPath, $"An entry of `{key}` is \"{entry.Value}\", which is no path; correct it.", entry);
}
