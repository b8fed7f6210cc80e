namespace RustContainer.Tasks.Project;

/// <summary>Which of the folders that builds write to are left out of the context.</summary>
internal static class OutputFolders
{
    /// <summary>The outermost of <paramref name="folders"/>: one within another says nothing more, but differs by configuration, and what is
    /// staged should not. One that holds a folder of <paramref name="sources"/> cannot be left out; those within it can.</summary>
    /// <param name="folders">Absolute paths.</param>
    /// <param name="sources">The folders of the project and the workspace, absolute.</param>
    public static IReadOnlyList<string> Outermost(IEnumerable<string> folders, params string[] sources)
    {
        var all = folders.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)
            .Where(folder => !sources.Any(source => IsAtOrIn(source, folder))).ToArray();
        return [.. all.Where(folder => !all.Any(other => other != folder && IsAtOrIn(folder, other)))];
    }

    private static bool IsAtOrIn(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
