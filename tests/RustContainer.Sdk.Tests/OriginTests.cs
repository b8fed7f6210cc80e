using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What BuildKit does not take is one error that names the property, item or file.</summary>
[Trait("Needs", "engine")]
public sealed class OriginTests
{
    [EngineFact]
    public void A_toolchain_that_there_is_not_is_said_of_the_property()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var error = folder.DotNet("build", "-p:RustToolchainVersion=1.2.3").SingleError("RUSTPROJ4002");

        Assert.StartsWith("RustToolchainVersion is '1.2.3', and the step that it asks for failed: ", error.Text, StringComparison.Ordinal);
        Assert.Contains("Its last lines: error: ", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public void An_image_that_the_toolchain_file_asks_for_is_said_of_the_file()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("rust-toolchain.toml", "[toolchain]\nchannel = \"1.9999\"\n");

        var error = folder.DotNet("build").SingleError("RUSTPROJ1010");

        Assert.StartsWith("'channel' of rust-toolchain.toml is '1.9999', for which the image 'rust:1.9999-bookworm' is needed", error.Text, StringComparison.Ordinal);
        Assert.Equal((folder.At("rust-toolchain.toml"), 2, 11), (error.File, error.LineNumber, error.ColumnNumber));
    }

    [EngineFact]
    public void An_image_that_a_cache_mount_begins_with_is_said_of_the_item()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <ItemGroup>
                <BuildKitCacheMount Include="/var/cache/models" From="rustcontainer-none:1" />
              </ItemGroup>
            </Project>
            """);

        var error = folder.DotNet("build").SingleError("RUSTPROJ1010");

        Assert.StartsWith("From of the BuildKitCacheMount '/var/cache/models' is 'rustcontainer-none:1', which cannot be had", error.Text, StringComparison.Ordinal);
    }
}
