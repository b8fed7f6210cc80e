namespace RustContainer.Staging.Context;

/// <summary>What <see cref="ContextScanner"/> has to know. Directories are absolute; patterns are those of a .dockerignore.</summary>
public sealed record ContextScanOptions
{
    /// <summary>The directory of the workspace's root manifest.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>The directories of the packages: wherever they lie, they belong to the context.</summary>
    public IReadOnlyList<string> MemberDirectories { get; init; } = [];

    /// <summary>What else belongs to the context outside of <see cref="WorkspaceRoot"/>: directories of path dependencies, files of the
    /// configuration; any other directory is taken for a member.</summary>
    public IReadOnlyList<string> ExtraRoots { get; init; } = [];

    /// <summary>The files that the build cannot do without; one that does not exist is not asked for.</summary>
    public IReadOnlyList<RequiredFile> RequiredFiles { get; init; } = [];

    /// <summary>Directories that builds write to: <c>build.target-dir</c> and <c>build.build-dir</c>, MSBuild's own where they are not bin and
    /// obj; or single files.</summary>
    public IReadOnlyList<string> OutputDirectories { get; init; } = [];

    /// <summary><c>RustContextInclude</c>: what belongs to the context all the same. Relative to <see cref="WorkspaceRoot"/>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary><c>RustContextExclude</c>: what does not, before all else. Relative to <see cref="WorkspaceRoot"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>A file that the build cannot do without.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="What">What it is, for messages, such as <c>the manifest of package 'app'</c>.</param>
public sealed record RequiredFile(string Path, string What);
