namespace RustContainer.Staging;

/// <summary>Where things lie on this machine. All are absolute; none gets into the Dockerfile.</summary>
public sealed record StagedPaths
{
    /// <summary>The folder that everything is staged under.</summary>
    public required string StagingDirectory { get; init; }

    /// <summary>Where the build context begins.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>The list of the context's files.</summary>
    public required string ContextList { get; init; }

    /// <summary>Where the artifacts are exported to.</summary>
    public required string ArtifactsDirectory { get; init; }

    /// <summary>Where the resolved Cargo.lock is exported to.</summary>
    public required string LockDirectory { get; init; }

    /// <summary>What tells this machine from others that use the same builder.</summary>
    public required string Machine { get; init; }

    /// <summary>The text of <c>Dockerfile.dockerignore</c>.</summary>
    public required string Dockerignore { get; init; }
}
