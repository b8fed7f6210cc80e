namespace RustContainer.Cargo.Workspaces;

/// <summary>What a Cargo target is.</summary>
public enum TargetKind
{
    /// <summary>The library; <see cref="CargoTarget.IsProcMacro"/> tells procedural macros apart.</summary>
    Library,

    /// <summary>A binary.</summary>
    Binary,

    /// <summary>An example.</summary>
    Example,

    /// <summary>An integration test.</summary>
    Test,

    /// <summary>A benchmark.</summary>
    Benchmark,

    /// <summary>The build script.</summary>
    BuildScript,
}
