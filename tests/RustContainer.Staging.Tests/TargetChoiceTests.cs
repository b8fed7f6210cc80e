using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

public sealed class TargetChoiceTests
{
    [Theory]
    [InlineData("", "", "linux-x64", "debian", "x86_64-unknown-linux-gnu")]
    [InlineData("", "", "win-x64", "debian", "x86_64-unknown-linux-gnu")]
    [InlineData("", "", "osx-arm64", "debian", "aarch64-unknown-linux-gnu")]
    [InlineData("", "", "linux-x64", "alpine", "x86_64-unknown-linux-musl")]
    [InlineData("", "linux-arm64", "linux-x64", "scratch", "aarch64-unknown-linux-musl")]
    [InlineData("", "linux-musl-x64", "linux-x64", "debian", "x86_64-unknown-linux-musl")]
    [InlineData("linux-arm64", "linux-x64", "linux-x64", "", "aarch64-unknown-linux-gnu")]
    public void A_program_runs_on_linux_with_the_libc_of_its_family(
        string container, string rid, string host, string family, string triple) =>
        Assert.Equal(
            triple,
            TargetChoice.ForProgram(new()
            {
                ContainerRuntimeIdentifier = container,
                RuntimeIdentifier = rid,
                HostRuntimeIdentifier = host,
                ContainerRuntime = family,
            }).Triple);

    [Theory]
    [InlineData("", "linux-x64", "x86_64-unknown-linux-gnu")]
    [InlineData("", "linux-musl-arm64", "aarch64-unknown-linux-musl")]
    [InlineData("linux-arm64", "win-x64", "aarch64-unknown-linux-gnu")]
    public void A_library_is_for_the_process_that_loads_it(string rid, string host, string triple) =>
        Assert.Equal(triple,
            TargetChoice.ForLibrary(new() { RuntimeIdentifier = rid, HostRuntimeIdentifier = host, ContainerRuntime = "alpine" }).Triple);

    [Theory]
    [InlineData("osx-arm64")]
    [InlineData("win-x64")]
    [InlineData("linux-X64")]
    public void What_a_container_cannot_build_is_one_error_that_names_it(string rid)
    {
        var error = Assert.Throws<CodedException>(() => TargetChoice.ForLibrary(new() { HostRuntimeIdentifier = rid }));

        Assert.Equal(StagingCodes.UnsupportedRuntimeIdentifier, error.Diagnostic.Code);
        Assert.Contains($"'{rid}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/home/me/toolchain")]
    [InlineData("1.90-x86_64-pc-windows-msvc", null)]
    public void A_toolchain_that_a_builder_cannot_have_is_an_error_in_its_file(string channel, string? path)
    {
        var error = Assert.Throws<CodedException>(() => Sample.Stage(new(),
            Sample.Program with { Toolchain = Sample.Toolchain(channel, path: path) }));

        Assert.Equal(StagingCodes.InvalidToolchain, error.Diagnostic.Code);
        Assert.Equal("/here/rust-toolchain.toml", error.Diagnostic.File);
        Assert.Contains(path ?? channel, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker")]
    [InlineData("Podman")]
    public void An_engine_in_the_place_of_a_family_is_pointed_to_LocalRegistry(string value) =>
        Assert.Contains("LocalRegistry",
            Assert.Throws<CodedException>(() => RuntimeFamilies.Parse(value)).Message, StringComparison.Ordinal);
}
