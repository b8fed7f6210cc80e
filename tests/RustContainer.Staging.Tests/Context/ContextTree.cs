using RustContainer.Contract;
using RustContainer.Staging.Context;

namespace RustContainer.Staging.Tests.Context;

/// <summary>
/// A workspace on disk. Every scan of it is checked against the Dockerfile.dockerignore that the same scan wrote: the two have to leave
/// out the same files.
/// </summary>
internal sealed class ContextTree : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("context tree ü").FullName;

    public ContextTree(params string[] files)
    {
        Directory.CreateDirectory(Root);
        foreach (var file in files)
            Write(file, file.EndsWith(".sh", StringComparison.Ordinal) ? "#!/bin/sh\n" : file);
    }

    public string Root => Path.Combine(_home, "ws");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    public string At(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public ContextScanOptions With(
        string[]? members = null, string[]? required = null, string[]? include = null, string[]? exclude = null, string[]? extra = null,
        string[]? outputs = null) => new()
        {
            WorkspaceRoot = Root,
            MemberDirectories = [.. (members ?? [""]).Select(At)],
            RequiredFiles = [.. (required ?? []).Select(path => new RequiredFile(At(path), $"what '{path}' is"))],
            Include = include ?? [],
            Exclude = exclude ?? [],
            ExtraRoots = [.. (extra ?? []).Select(At)],
            OutputDirectories = [.. (outputs ?? []).Select(At)],
        };

    public ScannedContext Scan(ContextScanOptions? options = null, ContextList? recorded = null, TimeSpan later = default)
    {
        var scanned = ContextScanner.Scan(options ?? With(), recorded, (DateTime.UtcNow + later).Ticks, CancellationToken.None);
        var patterns = IgnorePatterns.ParseDockerignore(scanned.Dockerignore);
        Assert.Equal(OnDisk(scanned.Root).Where(path => !patterns.IsIgnored(path)), Paths(scanned));
        return scanned;
    }

    public string[] Paths(ContextScanOptions? options = null) => Paths(Scan(options));

    public static string[] Paths(ScannedContext scanned) => [.. scanned.List.Files.Select(file => file.Path)];

    private static IEnumerable<string> OnDisk(string root) =>
        FilesBelow(root)
            .Where(path => !path.EndsWith(".fifo", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(ContextListOrder.Instance);

    private static IEnumerable<string> FilesBelow(string directory) =>
        from path in Directory.EnumerateFileSystemEntries(directory, "*", new EnumerationOptions { AttributesToSkip = 0 })
        from file in Directory.Exists(path) && new FileInfo(path).LinkTarget is null ? FilesBelow(path) : [path]
        select file;
}
