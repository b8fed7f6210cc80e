using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Configuration;

/// <summary>Finds the configuration files that a command in the workspace's root would read.</summary>
internal static class ConfigSearch
{
    /// <summary>
    /// The folders in which Cargo keeps what is this machine's own, credentials and linkers among it: <c>$CARGO_HOME</c>, and
    /// <c>.cargo</c> in the user's home. The container has a CARGO_HOME of its own.
    /// </summary>
    public static IReadOnlyList<string> HomesOfThisMachine()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [.. new[]
        {
            Environment.GetEnvironmentVariable("CARGO_HOME") is { Length: > 0 } home ? home : null,
            user.Length > 0 ? Path.Combine(user, ".cargo") : null,
        }.OfType<string>()];
    }

    /// <summary>The files, the nearest first: <c>.cargo/config</c>, or else <c>.cargo/config.toml</c>, of the root and of every
    /// directory above it.</summary>
    /// <param name="rootDirectory">The workspace's root.</param>
    /// <param name="homes">Folders whose files are left out above the root. In the root itself one counts, for the container's cargo
    /// finds it there, too.</param>
    public static IEnumerable<string> Find(string rootDirectory, IReadOnlyList<string> homes)
    {
        var ignored = homes.Select(home => ManifestPaths.TryJoin(rootDirectory, home)).OfType<string>().Select(RealPath)
            .ToHashSet(ManifestPaths.Comparer);
        for (var directory = rootDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var folder = Path.Combine(directory, ".cargo");
            if (!Directory.Exists(folder) || (directory != rootDirectory && ignored.Contains(RealPath(folder))))
                continue;
            string[] names = [Path.Combine(folder, "config"), Path.Combine(folder, "config.toml")];
            if (Array.Find(names, Exists) is { } found)
                yield return found;
        }
    }

    private static bool Exists(string path) =>
        Path.Exists(path) && (new FileInfo(path).LinkTarget is null || Path.Exists(Resolve(path)));

    /// <summary>The path with every link on the way followed, as far as that can be seen.</summary>
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path) ?? "";
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            real = Resolve(Path.Combine(real, part));
        return real;
    }

    private static string Resolve(string path)
    {
        try
        {
            return new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
