namespace RustContainer.Cargo.Workspaces;

/// <summary>Finds targets by where their files lie. https://doc.rust-lang.org/cargo/guide/project-layout.html</summary>
internal static class TargetDiscovery
{
    /// <summary>A target that a file implies.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Path">The file, relative to the package, with '/'.</param>
    public sealed record Found(string Name, string Path);

    /// <summary>The targets of a kind that the package's files imply, by name.</summary>
    public static IReadOnlyList<Found> Find(string packageDirectory, string packageName, TargetKind kind) => kind switch
    {
        TargetKind.Binary => Exists(packageDirectory, "src/main.rs")
            ? [new(packageName, "src/main.rs"), .. InDirectory(packageDirectory, "src/bin")]
            : InDirectory(packageDirectory, "src/bin"),
        TargetKind.Example => InDirectory(packageDirectory, "examples"),
        TargetKind.Test => InDirectory(packageDirectory, "tests"),
        TargetKind.Benchmark => InDirectory(packageDirectory, "benches"),
        _ => Exists(packageDirectory, "src/lib.rs") ? [new(packageName.Replace('-', '_'), "src/lib.rs")] : [],
    };

    /// <summary>Whether a file or directory is there.</summary>
    public static bool Exists(string packageDirectory, string relative) => Path.Exists(Path.Combine(packageDirectory, relative));

    private static List<Found> InDirectory(string packageDirectory, string relative)
    {
        var found = new List<Found>();
        foreach (var entry in Entries(Path.Combine(packageDirectory, relative)))
        {
            if (entry.Name.StartsWith('.'))
                continue;
            // A link to a directory is not followed, as Cargo does not either: to it that is a file.
            if (entry is DirectoryInfo && entry.LinkTarget is null)
            {
                if (File.Exists(Path.Combine(entry.FullName, "main.rs")))
                    found.Add(new(entry.Name, $"{relative}/{entry.Name}/main.rs"));
            }
            else if (entry.Extension == ".rs")
            {
                found.Add(new(Path.GetFileNameWithoutExtension(entry.Name), $"{relative}/{entry.Name}"));
            }
        }
        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    private static FileSystemInfo[] Entries(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? new DirectoryInfo(directory).GetFileSystemInfos() : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
