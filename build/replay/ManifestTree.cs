namespace RustContainer.Replay;

/// <summary>A folder that holds of a commit what a workspace is read from: manifests, lock, configuration and toolchain file, and every
/// Rust file by name alone, for targets are found by where files lie.</summary>
internal sealed class ManifestTree : IDisposable
{
    private static readonly string[] WithContent = ["Cargo.toml", "Cargo.lock", "rust-toolchain", "rust-toolchain.toml"];

    private readonly GitRepository _repository;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rustcontainer-replay-");

    public ManifestTree(GitRepository repository) => _repository = repository;

    public string Root => _folder.FullName;

    /// <summary>Brings the folder to the next commit.</summary>
    /// <returns>Whether anything in it changed.</returns>
    public bool Apply(IEnumerable<GitChange> changes)
    {
        var relevant = changes.Where(change => HasContent(change.Path) || (IsRust(change.Path) && (change.Blob is null || change.IsNew)))
            .ToArray();
        var contents = _repository.Read([.. relevant.Where(change => HasContent(change.Path)).Select(change => change.Blob)
            .OfType<string>().Distinct()]);
        // What goes, goes first: a file may have given way to a folder.
        foreach (var gone in relevant.Where(change => change.Blob is null))
            Delete(PathOf(gone.Path));
        foreach (var change in relevant.Where(change => change.Blob is not null))
        {
            var path = PathOf(change.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, HasContent(change.Path) ? contents[change.Blob!] : []);
        }
        return relevant.Length > 0;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool HasContent(string path)
    {
        var parts = path.Split('/');
        return WithContent.Contains(parts[^1]) || (parts is [.., ".cargo", "config" or "config.toml"]);
    }

    private static bool IsRust(string path) => path.EndsWith(".rs", StringComparison.Ordinal);

    private string PathOf(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, relative));
        return path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path
            : throw new ReplayException($"A file of the repository is named \"{relative}\", which leads out of it.");
    }

    private void Delete(string path)
    {
        File.Delete(path);
        // An empty folder would still match a glob of members.
        for (var folder = Path.GetDirectoryName(path)!; folder != Root && Directory.Exists(folder)
            && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
            Directory.Delete(folder);
    }
}
