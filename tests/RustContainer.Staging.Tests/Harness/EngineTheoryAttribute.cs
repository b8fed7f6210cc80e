namespace RustContainer.Staging.Tests.Harness;

/// <summary>A theory that needs a Docker engine: skipped aloud where none answers, unless RUSTCONTAINER_ENGINE says that one
/// must.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = Docker.Unavailable;
}
