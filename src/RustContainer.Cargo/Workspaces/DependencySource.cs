namespace RustContainer.Cargo.Workspaces;

/// <summary>Where a dependency comes from.</summary>
public abstract record DependencySource;

/// <summary>A registry: crates.io where both are <see langword="null"/>.</summary>
/// <param name="Name">The registry's name in Cargo's configuration.</param>
/// <param name="IndexUrl">The address of its index.</param>
public sealed record RegistrySource(string? Name, string? IndexUrl) : DependencySource;

/// <summary>A git repository.</summary>
/// <param name="Url">The address as written.</param>
/// <param name="Reference">Which commit of it.</param>
public sealed record GitSource(string Url, GitReference Reference) : DependencySource;

/// <summary>A directory on this machine.</summary>
/// <param name="Directory">Relative to the workspace's root, with '/', "" for the root; it may begin with "../".</param>
public sealed record PathSource(string Directory) : DependencySource;

/// <summary>Which commit of a git repository is meant.</summary>
/// <param name="Kind">How it is named.</param>
/// <param name="Value">The branch, tag or revision; "" for the default branch.</param>
public sealed record GitReference(GitReferenceKind Kind, string Value);

/// <summary>How a commit is named.</summary>
public enum GitReferenceKind
{
    /// <summary>The repository's default branch.</summary>
    DefaultBranch,

    /// <summary>A branch.</summary>
    Branch,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A revision.</summary>
    Revision,
}
