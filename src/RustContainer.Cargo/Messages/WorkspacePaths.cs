namespace RustContainer.Cargo.Messages;

/// <summary>Tells the workspace's files from those of registries, toolchains and macros.</summary>
internal static class WorkspacePaths
{
    private const int MaxLength = 4096;

    /// <summary>
    /// The path relative to the workspace's root, with <c>/</c> and without <c>.</c> and <c>..</c>; <see langword="null"/> for one
    /// that lies outside, or is none (<c>&lt;anon&gt;</c>, <c>&lt;::core::macros::panic macros&gt;</c>).
    /// </summary>
    public static string? TryMakeRelative(string? path, string? sourceRoot)
    {
        if (string.IsNullOrEmpty(path) || path.Length > MaxLength || path[0] == '<' || path.Any(char.IsControl))
            return null;
        path = path.Replace('\\', '/');
        if (!IsAbsolute(path))
            return Normalise(path);
        var root = sourceRoot?.Replace('\\', '/').TrimEnd('/') + "/";
        return sourceRoot is not null && path.StartsWith(root, StringComparison.Ordinal) ? Normalise(path[root.Length..]) : null;
    }

    private static bool IsAbsolute(string path) => path[0] == '/' || path is [_, ':', ..];

    private static string? Normalise(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                return null;
        }

        return parts.Count > 0 ? string.Join('/', parts) : null;
    }
}
