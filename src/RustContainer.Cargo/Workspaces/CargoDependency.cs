using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A dependency of a package, inheritance already applied.
/// https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html</summary>
public sealed record CargoDependency
{
    /// <summary>The key in the dependency table: the name under which the package's code and features know it.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the package that is depended upon: <see cref="Key"/>, unless <c>package = …</c> says otherwise.</summary>
    public required PackageName Package { get; init; }

    /// <summary>In which table it stands.</summary>
    public required DependencyKind Kind { get; init; }

    /// <summary>The platform it is for: <c>cfg(…)</c> or a target triple; <see langword="null"/> for every platform.</summary>
    public string? Platform { get; init; }

    /// <summary>Which versions do; <see langword="null"/> where every version does, as for a path without a version.</summary>
    public VersionReq? Requirement { get; init; }

    /// <summary>Whether only a feature brings it in.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether its <c>default</c> feature is asked for.</summary>
    public bool DefaultFeatures { get; init; } = true;

    /// <summary>The features asked for, in the order of the manifest, those of the workspace's root first.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public required DependencySource Source { get; init; }

    /// <summary>The registry that a path or git dependency is published to; informational.</summary>
    public string? Registry { get; init; }

    /// <summary>Where the key stands in the package's manifest.</summary>
    public TomlPosition Position { get; init; }

    /// <summary>Whether <c>package = …</c> says what it is, be it the same name.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>What is taken of it as a file, on nightly toolchains; <see langword="null"/> for an ordinary dependency.</summary>
    public DependencyArtifact? Artifact { get; init; }

    /// <summary>Whether it is a directory on this machine.</summary>
    public bool IsPath => Source is PathSource;
}
