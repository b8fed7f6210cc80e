namespace RustContainer.BuildKit.Tests;

/// <summary>As <see cref="EngineFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = new EngineFactAttribute().Skip;
}
