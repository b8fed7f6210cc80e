using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>How a project chooses its cache strategy, and a build that has another than the default.</summary>
public sealed class StrategyTests
{
    [Fact]
    public void Auto_is_layered_in_CI_and_where_a_cache_is_written_and_a_property_of_its_own_decides_what_CI_is()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("Cargo.lock", "version = 3\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n");

        Assert.False(IsLayered([]));
        Assert.True(IsLayered(new() { ["CI"] = "1" }));
        Assert.False(IsLayered(new() { ["CI"] = "false" }));
        Assert.True(IsLayered(new() { ["TF_BUILD"] = "True" }));
        Assert.True(IsLayered(new() { ["GITHUB_ACTIONS"] = "true" }));
        Assert.True(IsLayered([], "-p:ContinuousIntegrationBuild=true"));
        Assert.False(IsLayered(new() { ["CI"] = "true" }, "-p:RustContinuousIntegration=false"));
        Assert.True(IsLayered([], "-p:BuildKitCacheTo=registry.example/app:cache"));
        Assert.False(IsLayered(new() { ["CI"] = "true" }, "-p:RustCacheStrategy=Mount"));

        bool IsLayered(Dictionary<string, string?> environment, params string[] arguments)
        {
            foreach (var name in new[] { "CI", "TF_BUILD", "GITHUB_ACTIONS" })
                environment.TryAdd(name, null);
            folder.DotNet(environment, ["build", "-t:StageRustContainer", "-nologo", .. arguments]).Succeeded();
            return folder.Read("obj/Debug/rustcontainer/Dockerfile").Contains("AS dependencies", StringComparison.Ordinal);
        }
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void Layered_compiles_dependencies_in_a_step_that_an_edit_does_not_run_again()
    {
        using var folder = new TestFolder();
        folder.WriteHello("one");
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nitoa = \"1\"\n");

        // The layer knows nothing of the sources: of an earlier run it would be there.
        string[] build = ["build", "-p:RustCacheStrategy=Layered", $"-p:RustFlags=--cfg=run_{Guid.NewGuid():N}"];
        Assert.Contains("itoa", folder.DotNet(build).Succeeded().Compiled);
        folder.WriteHello("two");
        folder.Write("Cargo.toml", folder.Read("Cargo.toml") + "\n[dependencies]\nitoa = \"1\"\n");
        Assert.Equal(["app"], folder.DotNet(build).Succeeded().Compiled);

        Assert.Equal("two", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void Chef_without_cargo_chef_is_one_error_that_names_image_and_remedy()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-p:RustCacheStrategy=Chef").SingleError("RUSTPROJ4008");

        Assert.Contains("'rust:1-bookworm'", error.Text, StringComparison.Ordinal);
        Assert.Contains("RustCacheStrategy=Layered", error.Text, StringComparison.Ordinal);
    }
}
