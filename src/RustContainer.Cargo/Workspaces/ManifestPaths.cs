using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Paths as manifests write them, made absolute and normalised without looking at the disk or at links.</summary>
internal static class ManifestPaths
{
    /// <summary>Joins, and folds "." and "..".</summary>
    /// <returns><see langword="null"/> where <paramref name="relative"/> is no path.</returns>
    public static string? TryJoin(string directory, string relative)
    {
        try
        {
            return relative.Contains('\0', StringComparison.Ordinal)
                ? null
                : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(directory, relative)));
        }
        catch (Exception error) when (error is ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The path from one directory to a file or directory: '/' on every system, "" for itself.</summary>
    public static string Relative(string from, string to)
    {
        if (to.Length > from.Length + 1 && to.StartsWith(from, StringComparison.Ordinal) && IsSeparator(to[from.Length]))
            return WithSlashes(to[(from.Length + 1)..]);
        var relative = Path.GetRelativePath(from, to);
        return relative == "." ? "" : WithSlashes(relative);
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="directory"/> or lies in it, by whole components.</summary>
    public static bool IsWithin(string path, string directory) =>
        path.StartsWith(directory, Comparison)
        && (path.Length == directory.Length || Path.EndsInDirectorySeparator(directory) || IsSeparator(path[directory.Length]));

    /// <summary>Folds "." and ".." of a path in a manifest; only '/' separates, for the container's cargo sees no other.</summary>
    public static string NormalizeRelative(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part.Length > 0 && part != ".")
                parts.Add(part);
        }
        return (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }

    /// <summary>How two paths of this machine are compared.</summary>
    public static StringComparison Comparison =>
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The same for sets and dictionaries.</summary>
    public static StringComparer Comparer => StringComparer.FromComparison(Comparison);

    /// <summary>An error for a path that no file system has.</summary>
    public static CodedException Invalid(ManifestSection section, string key, string path) =>
        section.Error(CargoCodes.InvalidPath, $"`{section.Join(key)}` is \"{path}\", which is no path; " +
            "correct it.", key);

    private static string WithSlashes(string path) => Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;

    private static bool IsSeparator(char character) => character == Path.DirectorySeparatorChar
        || character == Path.AltDirectorySeparatorChar;
}
