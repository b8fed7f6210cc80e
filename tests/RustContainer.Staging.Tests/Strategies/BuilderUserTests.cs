using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Builder images that are for another user than root, to whom no mount belongs.</summary>
[Trait("Needs", "engine")]
public sealed class BuilderUserTests
{
    [EngineFact]
    public void The_image_of_another_user_compiles() => Builds("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [InlineData("None")]
    [Trait("Length", "Long")]
    public void So_it_does_without_a_mount(string strategy) => Builds(strategy);

    private static void Builds(string strategy)
    {
        using var image = new TaggedImage { User = "1000:1000" }.Become("rust:1-bookworm");
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = strategy, RustBuilderImage = image.Name });

        Assert.StartsWith("app1 leaf1", workspace.Build().Says, StringComparison.Ordinal);
    }
}
