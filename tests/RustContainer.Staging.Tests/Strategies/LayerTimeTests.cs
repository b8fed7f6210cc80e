using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>A layer of dependencies whose files do not have the times that they were given.</summary>
[Trait("Needs", "engine")]
public sealed class LayerTimeTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    // As a cache or a registry may hand it on: by another clock, without times, without parts of seconds.
    [EngineTheory]
    [InlineData("Layered", "touch -h -d 2099-01-01")]
    [InlineData("Layered", "touch -h -d @0")]
    [InlineData("Skeleton", "touch -h -d 2099-01-01")]
    [InlineData("Skeleton", "touch -h -d @0")]
    [Trait("Length", "Long")]
    public void The_program_upon_a_layer_with_other_times_is_that_of_a_clean_build(string strategy, string touch)
    {
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
        walk.Workspace.DistrustsLayer = touch.Contains("2099", StringComparison.Ordinal);
        var imported = $"FROM dependencies AS imported\nRUN find {(strategy == "Layered" ? "/rustcontainer/dependencies" : "/w/build")} -exec {touch} {{}} +\n";
        walk.Workspace.Dockerfile = text =>
        {
            var changed = text
                .Replace("FROM builder AS compile", $"{imported}FROM builder AS compile", StringComparison.Ordinal)
                .Replace("FROM dependencies AS compile", $"{imported}FROM imported AS compile", StringComparison.Ordinal)
                .Replace("from=dependencies,source=/rustcontainer/dependencies", "from=imported,source=/rustcontainer/dependencies", StringComparison.Ordinal);
            Assert.Matches("(?s)AS imported.*(FROM imported|from=imported)", changed);
            return changed;
        };

        walk.ToOther("the first build");
        walk.Workspace.Set("leaf", "leaf2", "beta");
        walk.ToOther("an edit");
        walk.Workspace.Set("leaf", "leaf1", "beta");
        walk.ToOther("a revert");
    }

    // A directory source in the image, with files of tomorrow or between two seconds.
    [EngineTheory]
    [InlineData("Layered", "2099-01-01")]
    [InlineData("Layered", "2024-01-01T00:00:00.123456789")]
    [InlineData("Skeleton", "2099-01-01")]
    [InlineData("Mount", "2099-01-01")]
    [Trait("Length", "Long")]
    public void Sources_of_the_image_with_odd_times_change_no_byte(string strategy, string time)
    {
        using var image = new TaggedImage().Become("rust:1-bookworm", $"find /crates -exec touch -h -d {time} {{}} +");
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = image.Name }, Run);
        walk.Workspace.DistrustsLayer = time.Contains("2099", StringComparison.Ordinal);
        walk.ToOther("the first build");
        walk.Workspace.Set("leaf", "leaf2", "beta", "gamma");
        walk.ToOther("an edit, and one dependency more");
        walk.Workspace.Set("app", "app2", "leaf", "alpha");
        walk.ToOther("an edit of the program");
        walk.Workspace.Set("app", "app1", "leaf", "alpha");
        walk.ToOther("a revert");
    }
}
