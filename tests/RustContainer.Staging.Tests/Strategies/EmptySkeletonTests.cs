using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A workspace that needs nobody.</summary>
[Trait("Needs", "engine")]
public sealed class EmptySkeletonTests
{
    [EngineTheory]
    [InlineData("Layered")]
    public void Without_dependencies_there_is_a_layer_all_the_same(string strategy)
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = strategy });
        workspace.Set("leaf", "leaf1");
        workspace.Set("app", "app1", "leaf");

        Assert.Equal("app1 leaf1", workspace.Build().Says.Replace("  ", " ", StringComparison.Ordinal));
    }
}
