namespace RustContainer.Sdk.Tests.Harness;

/// <summary>The theory form of <see cref="EngineFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = Docker.Unavailable;
}
