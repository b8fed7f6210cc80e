namespace RustContainer.Sdk.Tests.Harness;

/// <summary>A test that needs a Docker engine: skipped aloud where none answers, unless RUSTCONTAINER_ENGINE says that one must.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = Docker.Unavailable;
}
