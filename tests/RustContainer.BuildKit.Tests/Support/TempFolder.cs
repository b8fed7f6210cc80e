using System.IO.Enumeration;
using System.Text;

namespace RustContainer.BuildKit.Tests;

/// <summary>A folder that lives as long as a test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rc bk é").FullName;

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public TempFolder With(string relative, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), content, new UTF8Encoding(false));
        return this;
    }

    /// <summary>All that is in it, one entry a line: <c>path</c>, <c>path/</c> or <c>path -> target</c>.</summary>
    public string[] List() => [.. new FileSystemEnumerable<string>(
            Path,
            (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }
        .Select(Describe)
        .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Describe(string full)
    {
        var relative = System.IO.Path.GetRelativePath(Path, full).Replace('\\', '/');
        var info = new FileInfo(full);
        return info.LinkTarget is { } target ? $"{relative} -> {target}" : Directory.Exists(full) ? $"{relative}/" : relative;
    }
}
