using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Where a context begins, and which directories below belong to it.</summary>
/// <param name="Root">The absolute path of the context's root.</param>
/// <param name="Workspace">The workspace's root relative to <paramref name="Root"/>; empty where it is the same.</param>
/// <param name="Parts">What belongs to it, relative to <paramref name="Root"/>, outermost first; one empty path for all of it.</param>
internal sealed record ContextRoots(string Root, string Workspace, IReadOnlyList<string> Parts)
{
    /// <summary>The narrowest root that holds the workspace and every path dependency.</summary>
    /// <exception cref="CodedException">They lie on different drives (<see cref="ContextCodes.NoCommonRoot"/>).</exception>
    public static ContextRoots Choose(string workspaceRoot, IReadOnlyList<string> extraRoots)
    {
        var workspace = Normalise(workspaceRoot);
        var directories = extraRoots.Select(Normalise).Where(extra => !IsIn(extra, workspace)).Append(workspace).Distinct().ToList();
        var root = directories.Aggregate((a, b) => Common(a, b) ?? throw new CodedException(
            ContextCodes.NoCommonRoot,
            $"'{a}' and '{b}' have no directory in common, so one build context cannot hold both. Move the path dependency to the " +
            "drive of the workspace."));

        // Outermost first, so that the .dockerignore of an inner part has the last word.
        var parts = directories.Select(directory => Relative(root, directory)).OrderBy(part => part, ContextListOrder.Instance).ToList();
        return new ContextRoots(root, Relative(root, workspace), parts);
    }

    /// <summary><paramref name="path"/> relative to the root; empty for the root, <see langword="null"/> outside of it.</summary>
    public string? TryRelative(string path)
    {
        var full = Normalise(path);
        return IsIn(full, Root) ? Relative(Root, full) : null;
    }

    /// <summary>The absolute path of what lies at <paramref name="relative"/>.</summary>
    public string Absolute(string relative) => relative.Length == 0 ? Root : Path.Join(Root, relative);

    private static string Normalise(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static string Relative(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return relative == "." ? "" : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private static bool IsIn(string path, string directory)
    {
        var relative = Path.GetRelativePath(directory, path);
        var leaves = relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return !leaves && !Path.IsPathRooted(relative);
    }

    private static string? Common(string a, string b)
    {
        var common = a;
        while (common is not null && !IsIn(b, common))
            common = Path.GetDirectoryName(common);
        return common;
    }
}
