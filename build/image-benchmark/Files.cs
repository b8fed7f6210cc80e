namespace RustContainer.ImageBenchmark;

/// <summary>Changes to text files.</summary>
internal static class Files
{
    /// <summary>Writes a file and the folders above it, if it does not have that text already.</summary>
    public static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Copies a tree of text files without those that are named.</summary>
    public static void CopyTree(string from, string to, Func<string, bool> isLeftOut)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (isLeftOut(relative))
                continue;
            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
            File.SetLastWriteTimeUtc(target, DateTime.UtcNow);
        }
    }

    /// <summary>Replaces a text that must be there.</summary>
    /// <exception cref="BenchException">It is not there.</exception>
    public static void Replace(string path, string old, string with)
    {
        var text = File.ReadAllText(path);
        if (!text.Contains(old, StringComparison.Ordinal))
            throw new BenchException($"'{path}' does not hold '{old.Trim()}'.");
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + with + text[(at + old.Length)..]);
    }

    /// <summary>Replaces the last line that begins with <paramref name="mark"/>, or adds one.</summary>
    public static void LastLine(string path, string mark, string line)
    {
        var lines = File.ReadAllLines(path).Where(old => !old.StartsWith(mark, StringComparison.Ordinal)).Append(line);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
