using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Writes staged files.</summary>
public static class StagedFolder
{
    /// <summary>
    /// Makes the files of <paramref name="directory"/> those of <paramref name="files"/>. A file whose bytes are right already is not
    /// touched;
    /// any other is written beside and renamed, so that nobody ever reads half a file. Files that are staged no more are deleted.
    /// </summary>
    /// <param name="directory">The folder, made where it is missing. It must hold nothing but staged files.</param>
    /// <param name="files">The files' bytes by path relative to the folder, <c>/</c>-separated.</param>
    /// <param name="keep">Files and folders directly in the folder that are not staging's and stay.</param>
    /// <returns>The paths that were written or deleted, in ordinal order.</returns>
    /// <exception cref="CodedException">The folder cannot be written (<see cref="StagingCodes.CannotStage"/>).</exception>
    public static IReadOnlyList<string> Write(
        string directory, IReadOnlyDictionary<string, byte[]> files, params IReadOnlyCollection<string> keep)
    {
        try
        {
            CheckPaths(files.Keys);
            Directory.CreateDirectory(directory);
            var changed = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var path in Existing(directory, keep).Where(path => !files.ContainsKey(path)))
            {
                File.Delete(Path.Combine(directory, path));
                changed.Add(path);
            }

            DeleteEmptyFolders(directory, files.Keys, keep);
            foreach (var (path, bytes) in files)
            {
                if (WriteIfChanged(Path.Combine(directory, path), bytes))
                    changed.Add(path);
            }

            return [.. changed];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodedException(
                StagingCodes.CannotStage,
                $"What the build is made from cannot be written to '{directory}': {e.Message} Make the folder writable, or delete it.",
                e);
        }
    }

    // A skeleton's paths are those of a workspace's members, which anyone may have written.
    private static void CheckPaths(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(path => !IsPlain(path)) is { } path)
            throw new CodedException(StagingCodes.CannotStage, $"'{Values.Printable(path)}' is no plain relative path. Rename it.");
    }

    private static bool IsPlain(string path) =>
        !path.AsSpan().ContainsAny('\\', ':') && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static IEnumerable<string> Existing(string directory, IReadOnlyCollection<string> keep) =>
        from file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/')
        where !keep.Contains(path.Split('/')[0])
        select path;

    private static void DeleteEmptyFolders(string directory, IEnumerable<string> files, IReadOnlyCollection<string> keep)
    {
        var needed = files.SelectMany(Parents).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.GetDirectories(directory, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length))
        {
            var path = Path.GetRelativePath(directory, folder).Replace(Path.DirectorySeparatorChar, '/');
            if (!needed.Contains(path) && !keep.Contains(path.Split('/')[0]) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            yield return path[..slash];
    }

    private static bool WriteIfChanged(string path, byte[] bytes)
    {
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return false;
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Environment.ProcessId}.new";
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
        return true;
    }
}
