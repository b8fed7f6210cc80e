using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>What the strategy Layered compiles, and what its layer holds.</summary>
[Trait("Needs", "engine")]
public sealed class LayeredTests
{
    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    [InlineData(Docker.OldRust)]
    public void Each_change_compiles_itself_and_what_depends_on_it(string image)
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = "Layered", RustBuilderImage = TinyCrates.In(Docker.Image(image)) });
        Assert.Equal(("app1 leaf1 beta1.0.0 alpha1.0.0 alpha1.0.0", "alpha app beta leaf"), Build(workspace));

        workspace.Set("app", "app2", "leaf", "alpha");
        Assert.Equal(("app2 leaf1 beta1.0.0 alpha1.0.0 alpha1.0.0", "app"), Build(workspace));

        // As on another engine that has the layer and no mount.
        workspace.Options = workspace.Options with { RustCacheId = $"test-{Guid.NewGuid():N}" };
        workspace.Set("app", "app3", "leaf", "alpha");
        Assert.Equal(("app3 leaf1 beta1.0.0 alpha1.0.0 alpha1.0.0", "app leaf"), Build(workspace));

        workspace.Set("mid", "mid1", "leaf");
        workspace.Set("app", "app3", "mid", "alpha");
        Assert.Equal(("app3 mid1 leaf1 beta1.0.0 alpha1.0.0 alpha1.0.0", "app mid"), Build(workspace));

        // The mount of the dependencies has another id by now, and compiles all of them once.
        workspace.Set("leaf", "leaf1", "beta", "gamma");
        Assert.Equal("alpha app beta gamma leaf mid", Build(workspace).Compiled);
        workspace.Set("leaf", "leaf1", "beta", "gamma", "delta");
        Assert.Equal(("app3 mid1 leaf1 beta1.0.0 alpha1.0.0 gamma1.0.0 delta1.0.0 alpha1.0.0", "app delta leaf mid"), Build(workspace));

        workspace.Lock("alpha", "1.1.0");
        Assert.Equal(("app3 mid1 leaf1 beta1.0.0 alpha1.1.0 gamma1.0.0 delta1.0.0 alpha1.1.0", "alpha app beta leaf mid"), Build(workspace));

        // Nothing of the version before, nothing of the skeleton, one time for all.
        var files = workspace.InStage("dependencies", """
            cd /rustcontainer && find dependencies/build -name 'lib*.rlib' | sed 's,.*/lib\([a-z]*\)-.*,\1,' | sort | tr '\n' ' '
            find / -xdev -name '*skeleton*' -not -path '/proc/*' && find . -type l
            find dependencies -exec date -r {} +%s.%N \; | sort -u | wc -l
            """);
        Assert.Equal("alpha beta delta gamma 1\n", files);
    }

    [EngineTheory]
    [InlineData("Layered", "app")]
    [InlineData("Mount", "app")]
    [InlineData("Skeleton", "app leaf")]
    [Trait("Length", "Long")]
    public void Vendored_crates_are_compiled_again_when_they_change_and_only_then(string strategy, string edited)
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = strategy });
        TinyCrates.Write(workspace.At("third-party/vendor"));
        workspace.Write(".cargo/config.toml", "[source.crates-io]\nreplace-with = \"v\"\n[source.v]\ndirectory = \"third-party/vendor\"\n");
        Assert.Equal("alpha app beta leaf", Build(workspace).Compiled);

        workspace.Set("app", "app2", "leaf", "alpha");
        Assert.Equal(("app2 leaf1 beta1.0.0 alpha1.0.0 alpha1.0.0", edited), Build(workspace));

        workspace.Write("third-party/vendor/beta-1.0.0/src/lib.rs", "pub fn says() -> String { String::from(\"beta9.9.9 \") }\n");
        Assert.Equal("app2 leaf1 beta9.9.9 alpha1.0.0", Build(workspace).Says);
        workspace.Set("app", "app3", "leaf", "alpha");
        Assert.Equal(("app3 leaf1 beta9.9.9 alpha1.0.0", edited), Build(workspace));
    }

    private static (string Says, string Compiled) Build(StrategyWorkspace workspace)
    {
        var (says, compiled) = workspace.Build();
        return (string.Join(' ', says.Split(' ', StringSplitOptions.RemoveEmptyEntries)), string.Join(' ', compiled));
    }
}
