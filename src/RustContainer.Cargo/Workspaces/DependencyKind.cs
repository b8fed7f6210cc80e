namespace RustContainer.Cargo.Workspaces;

/// <summary>In which of the three tables a dependency stands.</summary>
public enum DependencyKind
{
    /// <summary><c>[dependencies]</c>.</summary>
    Normal,

    /// <summary><c>[dev-dependencies]</c>.</summary>
    Development,

    /// <summary><c>[build-dependencies]</c>.</summary>
    Build,
}
