namespace RustContainer.Staging.Tests.Harness;

/// <summary>A fact that needs a Docker engine: skipped aloud where none answers, unless RUSTCONTAINER_ENGINE says that one must.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = Docker.Unavailable;
}
