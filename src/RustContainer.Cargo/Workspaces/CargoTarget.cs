namespace RustContainer.Cargo.Workspaces;

/// <summary>One target of a package. https://doc.rust-lang.org/cargo/reference/cargo-targets.html</summary>
public sealed record CargoTarget
{
    /// <summary>The target's name: of a library with underscores, of the others as written.</summary>
    public required string Name { get; init; }

    /// <summary>What a nightly toolchain names a binary's file; <see langword="null"/> for the target's name.</summary>
    public string? FileName { get; init; }

    /// <summary>What it is.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>rustc's crate types, as <c>lib</c>, <c>cdylib</c>, <c>staticlib</c>, <c>proc-macro</c> or <c>bin</c>; never
    /// empty.</summary>
    public required IReadOnlyList<string> CrateTypes { get; init; }

    /// <summary>The root source file, relative to the package's directory, with '/'. It need not exist: only the compiler looks.</summary>
    public required string SourcePath { get; init; }

    /// <summary>Features without which the target is not built.</summary>
    public IReadOnlyList<string> RequiredFeatures { get; init; } = [];

    /// <summary>The edition, where the target overrides the package's; else the package's.</summary>
    public required string Edition { get; init; }

    /// <summary>Whether rustc's test harness runs it: <see langword="false"/> for a test with a <c>main</c> of its own.</summary>
    public bool Harness { get; init; } = true;

    /// <summary>Whether <c>cargo test</c> tests it.</summary>
    public bool Test { get; init; }

    /// <summary>Whether <c>cargo test</c> runs its documentation tests.</summary>
    public bool DocTest { get; init; }

    /// <summary>Whether <c>cargo doc</c> documents it.</summary>
    public bool Doc { get; init; }

    /// <summary>Whether it is a procedural macro, and so compiled for the machine that compiles.</summary>
    public bool IsProcMacro => CrateTypes is ["proc-macro"];
}
