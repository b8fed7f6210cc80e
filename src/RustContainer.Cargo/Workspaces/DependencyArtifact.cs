namespace RustContainer.Cargo.Workspaces;

/// <summary>What a dependency is taken for as a file, on nightly toolchains.
/// https://doc.rust-lang.org/nightly/cargo/reference/unstable.html#artifact-dependencies</summary>
/// <param name="Kinds"><c>bin</c>, <c>bin:NAME</c>, <c>cdylib</c> or <c>staticlib</c>.</param>
/// <param name="IsLibraryToo">Whether it is also an ordinary dependency.</param>
/// <param name="Target">The triple it is built for, or <c>target</c> for that of the package; <see langword="null"/> for that of the code
/// that uses it.</param>
public sealed record DependencyArtifact(IReadOnlyList<string> Kinds, bool IsLibraryToo, string? Target);
