using RustContainer.Contract;

namespace RustContainer.Replay;

/// <summary>Walks a repository's first parents.</summary>
internal static class History
{
    /// <summary>The steps, oldest first. The first is the commit that the others start from; it moves nothing.</summary>
    /// <exception cref="ReplayException">The repository cannot be read, or has no lock.</exception>
    public static IEnumerable<ReplayStep> Replay(ReplayOptions options)
    {
        var repository = new GitRepository(options.Repository);
        var commits = repository.FirstParents(options.At, options.Commits + 1);
        var lockPath = Path.Combine(Path.GetDirectoryName(options.Manifest) ?? "", "Cargo.lock").Replace('\\', '/');
        if (!repository.Files(commits[^1]).Any(file => file.Path == lockPath))
            throw new ReplayException($"The commit {commits[^1].ShortId} has no {lockPath}, so that nothing says which dependencies it had.");

        using var tree = new ManifestTree(repository);
        using var check = options.Check ? new CargoCheck(options) : null;
        var reader = new FormReader(options, tree, check);
        Forms? known = null;
        ReplayStep? last = null;
        for (var index = 0; index < commits.Count; index++)
        {
            var isChanged = tree.Apply(index == 0 ? repository.Files(commits[0]) : repository.Changes(commits[index - 1], commits[index]));
            last = isChanged || last is null
                ? Read(reader, commits[index], known)
                : new(commits[index], known, last.Failure is null ? known : null, last.Failure);
            yield return last;
            known = last.After ?? known;
        }
    }

    private static ReplayStep Read(FormReader reader, GitCommit commit, Forms? before)
    {
        try
        {
            return new(commit, before, reader.Read(), null);
        }
        catch (Exception error) when (error is CodedException or UnreadableException)
        {
            return new(commit, before, null, error.Message);
        }
    }
}
