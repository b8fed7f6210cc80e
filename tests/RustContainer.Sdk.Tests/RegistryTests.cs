using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Images that go to a registry, and caches that come from one.</summary>
[Trait("Needs", "engine")]
public sealed class RegistryTests
{
    [RegistryFact]
    public void Publish_pushes_with_the_variables_of_the_NET_SDK_and_says_who_was_refused()
    {
        using var registry = new PasswordRegistry();
        using var folder = new TestFolder();
        folder.WriteHello("pushed");
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <Target Name="Tell" AfterTargets="Publish">
                <Message Importance="high" Text="made %(GeneratedContainer.Identity) $(GeneratedContainerDigest)" />
              </Target>
            </Project>
            """);
        string[] arguments = ["publish", "-p:ContainerRuntime=scratch", $"-p:ContainerRegistry={registry.Host}", "-p:ContainerRepository=rustcontainer-registry/app"];
        var image = $"{registry.Host}/rustcontainer-registry/app:latest";

        var refused = folder.DotNet(Login("wr0ng-Pw"), arguments);
        var error = refused.SingleError("RUSTPROJ1051");
        Assert.Contains($"'{registry.Host}' refuses user '{PasswordRegistry.User}'", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-Pw", refused.Output, StringComparison.Ordinal);

        var pushed = folder.DotNet(Login(PasswordRegistry.Password), arguments).Succeeded();
        Assert.Contains($"made {image} {registry.DigestOf("rustcontainer-registry/app", "latest")}", pushed.Output, StringComparison.Ordinal);
        var traces = new Traces(PasswordRegistry.Password);
        Assert.False(traces.AreIn(pushed.Output), pushed.Output);
        Assert.Empty(traces.FilesIn(folder.Root));
        Docker.Succeed("image", "rm", image);
    }

    [EngineFact]
    public void A_cache_that_the_engine_cannot_write_is_one_error_before_anything_is_compiled()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var result = folder.DotNet("build", "-p:BuildKitCacheTo=type=azblob%2cname=x");

        Assert.Contains("'azblob'", result.SingleError("RUSTPROJ1053").Text, StringComparison.Ordinal);
        Assert.Empty(result.Compiled);
    }

    [Fact]
    public void What_MSBuild_cuts_at_a_comma_is_an_error_that_explains_how_to_write_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-t:StageRustContainer", "-p:BuildKitCacheTo=type=registry,ref=r.example/a:cache").SingleError("RUSTPROJ2071");

        Assert.Contains("-p:BuildKitCacheTo=type=registry%2c", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_and_properties_for_caches_and_mounts_are_staged()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <ItemGroup>
                <BuildKitCacheFrom Include="r.example/item:cache" />
                <BuildKitCacheTo Include="my-bucket" Type="s3" Region="eu-west-1" />
                <BuildKitCacheTo Include="gha" Scope="main" />
                <BuildKitCacheTo Include="../cache" Type="local" />
                <BuildKitCacheMount Include="/var/cache/models" Sharing="locked" />
              </ItemGroup>
            </Project>
            """);

        folder.DotNet("build", "-t:StageRustContainer", "-p:BuildKitCacheFrom=r.example/property:cache", "-p:BuildKitCacheMount=/var/cache/more").Succeeded();

        var plan = string.Concat(folder.Read("obj/Debug/rustcontainer/build.json").Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains("""{"ref":"r.example/item:cache"}},{"type":"registry","attributes":{"ref":"r.example/property:cache"}}""", plan, StringComparison.Ordinal);
        Assert.Contains("""{"type":"s3","attributes":{"bucket":"my-bucket","mode":"max","region":"eu-west-1"}}""", plan, StringComparison.Ordinal);
        Assert.Contains("""{"type":"gha","attributes":{"mode":"max","scope":"main"}}""", plan, StringComparison.Ordinal);
        Assert.Contains($"\"dest\":\"{Path.Combine(folder.Base, "cache")}\",\"mode\":\"max\"", plan, StringComparison.Ordinal);
        var dockerfile = folder.Read("obj/Debug/rustcontainer/Dockerfile");
        Assert.Contains("-var-cache-models,target=/var/cache/models,sharing=locked", dockerfile, StringComparison.Ordinal);
        Assert.Contains(",target=/var/cache/more,sharing=shared", dockerfile, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Login(string password) => new()
    {
        ["DOTNET_CONTAINER_REGISTRY_UNAME"] = PasswordRegistry.User,
        ["DOTNET_CONTAINER_REGISTRY_PWORD"] = password,
    };
}
