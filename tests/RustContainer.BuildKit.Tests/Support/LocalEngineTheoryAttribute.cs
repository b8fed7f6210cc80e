namespace RustContainer.BuildKit.Tests;

/// <summary>As <see cref="LocalEngineFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LocalEngineTheoryAttribute : TheoryAttribute
{
    public LocalEngineTheoryAttribute() => Skip = new LocalEngineFactAttribute().Skip;
}
