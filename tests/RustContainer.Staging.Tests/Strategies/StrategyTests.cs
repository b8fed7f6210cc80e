using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>What is true of every strategy whose dependencies are a layer, and of sccache on it.</summary>
[Trait("Needs", "engine")]
public sealed class StrategyTests
{
    [EngineTheory]
    [InlineData("Skeleton", "rust:1-alpine")]
    [InlineData("None", "rust:1-bookworm")]
    public void What_is_no_edit_of_the_dependencies_compiles_the_workspace(string strategy, string image)
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In(Docker.Image(image)) });
        Builds(workspace, strategy == "None" ? ["alpha", "app", "beta", "leaf"] : ["app", "leaf"]);
    }

    [ChefFact]
    public void The_real_cargo_chef_cooks_what_is_compiled_upon_it_and_no_stand_in_is_shipped()
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = "Chef", RustBuilderImage = TinyCrates.In(ChefFactAttribute.Image!) });
        Builds(workspace, ["app", "leaf"]);

        // The version that cargo-chef gives to all packages, so that its stand-ins have the names of the real ones.
        foreach (var name in new[] { "app", "leaf" })
            workspace.Write($"{name}/Cargo.toml", File.ReadAllText(workspace.At($"{name}/Cargo.toml")).Replace("version = \"1.0.0\"", "version = \"0.0.1\"", StringComparison.Ordinal));
        workspace.MemberVersion = "0.0.1";
        Assert.StartsWith("app2 leaf1", workspace.Build().Says, StringComparison.Ordinal);
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [InlineData("None")]
    [Trait("Length", "Long")]
    public void With_sccache_another_mount_compiles_nothing_that_its_cache_has(string strategy)
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = strategy, RustSccache = true, RustBuilderImage = TinyCrates.In("rust:1-bookworm") });
        var first = workspace.Export("artifacts");
        Assert.True(first.ExitCode == 0, first.Text);
        Assert.Contains("sccache: 0 hits", first.Text, StringComparison.Ordinal);

        // Under another name: all steps run, and in empty mounts.
        workspace.Options = workspace.Options with { RustBuilderImage = TinyCrates.In("rust:1-bookworm", "again") };
        var again = workspace.Export("artifacts");
        Assert.True(again.ExitCode == 0, again.Text);
        Assert.Matches("sccache: [1-9][0-9]* hits, 0 misses", again.Text);
    }

    [EngineFact]
    public void A_tool_that_the_builder_lacks_is_named_in_a_line_that_the_log_is_read_for()
    {
        using var workspace = new StrategyWorkspace(new() { RustCacheStrategy = "Chef", RustBuilderImage = TinyCrates.In("rust:1-bookworm") });

        var (exitCode, text) = workspace.Export("artifacts");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("""{"reason":"rustcontainer-lacks","tool":"cargo-chef"}""", text, StringComparison.Ordinal);
    }

    private static void Builds(StrategyWorkspace workspace, string[] compiledAfterAnEdit)
    {
        Assert.StartsWith("app1 leaf1", workspace.Build().Says, StringComparison.Ordinal);
        workspace.Set("app", "app2", "leaf", "alpha");
        var (says, compiled) = workspace.Build();
        Assert.StartsWith("app2 leaf1", says, StringComparison.Ordinal);
        Assert.Equal(compiledAfterAnEdit, compiled);
    }
}
