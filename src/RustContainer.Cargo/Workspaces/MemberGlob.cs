using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Expands an entry of <c>members</c> or <c>default-members</c>.</summary>
internal static class MemberGlob
{
    /// <summary>The absolute directories that match, in ordinal order; the entry itself where nothing does, as Cargo has it.</summary>
    public static IReadOnlyList<string> Expand(ManifestFile root, TomlString entry, string key)
    {
        var literal = WorkspaceSettings.Join(root, entry, key);
        var components = entry.Value.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!components.Any(GlobComponent.IsPattern))
            return File.Exists(literal) ? [] : [literal];
        foreach (var component in components)
        {
            if (GlobComponent.Problem(component) is { } problem)
                throw root.Error(CargoCodes.InvalidPath, $"The pattern \"{entry.Value}\" in `{key}` is not valid: {problem}.", entry);
        }
        var anyFile = false;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Walk(entry.Value.StartsWith('/') ? "/" : root.Directory, components, 0);
        return found.Count > 0 ? [.. found] : anyFile ? [] : [literal];

        void Walk(string directory, string[] parts, int index)
        {
            if (index == parts.Length)
            {
                if (Directory.Exists(directory))
                    found.Add(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
                else
                    anyFile |= File.Exists(directory);
            }
            else if (parts[index] == "**")
            {
                Walk(directory, parts, index + 1);
                foreach (var child in Children(directory).Where(child => Directory.Exists(child) && !IsLink(child)))
                    Walk(child, parts, index);
            }
            else if (GlobComponent.IsPattern(parts[index]))
            {
                foreach (var child in Children(directory).Where(child => GlobComponent.Matches(parts[index], Path.GetFileName(child))))
                    Walk(child, parts, index + 1);
            }
            else if (Path.Combine(directory, parts[index]) is var next && Path.Exists(next))
            {
                Walk(next, parts, index + 1);
            }
        }
    }

    private static string[] Children(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? Directory.GetFileSystemEntries(directory) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>`**` does not follow links: they may form a ring.</summary>
    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;
}
