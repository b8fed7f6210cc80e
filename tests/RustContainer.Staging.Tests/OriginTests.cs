using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>Which line of the Dockerfile came from what in the project.</summary>
public sealed class OriginTests
{
    private static readonly StagingOptions Everything = new()
    {
        ContainerBaseImage = "r.example/base:1",
        RustBuilderImage = "r.example/rust:1",
        RustToolchainVersion = "1.69",
        RustFlags = "-C debuginfo=0",
        ContainerUser = "me",
        ContainerWorkingDirectory = "/srv",
        ContainerPorts = [new ContainerPort("80")],
        ContainerEnvironmentVariables = [new("KEY", "s3cret")],
        ContainerLabels = [new("l", "v")],
        BuildKitCacheMounts = [new CacheMount("/m", From: "r.example/seed:1"), new CacheMount("/n")],
    };

    [Theory]
    [InlineData("FROM r.example/rust:1 AS builder", "RustBuilderImage")]
    [InlineData("FROM r.example/base:1 AS image", "ContainerBaseImage")]
    [InlineData("\"1.69\"", "RustToolchainVersion")]
    [InlineData("ENV RUSTFLAGS=", "RustFlags")]
    [InlineData("USER me", "ContainerUser")]
    [InlineData("WORKDIR /srv", "ContainerWorkingDirectory")]
    [InlineData("EXPOSE 80/tcp", "ContainerPort")]
    [InlineData("ENV KEY=", "ContainerEnvironmentVariable")]
    [InlineData("LABEL \"l\"", "ContainerLabel")]
    [InlineData(",from=r.example/seed:1", "From of the BuildKitCacheMount '/m'")]
    public void A_line_is_known_by_what_caused_it(string part, string source)
    {
        var plan = Sample.Stage(Everything).Plan;
        var lines = Sample.Dockerfile(Everything).Split('\n');

        var origin = Assert.Single(plan.Origins, origin => lines[origin.Line - 1].Contains(part, StringComparison.Ordinal));

        Assert.Equal(source, origin.Origin.Source);
        Assert.DoesNotContain("s3cret", origin.Origin.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_project_says_nothing_the_default_is_what_caused_it()
    {
        var origins = Sample.Stage(new()).Plan.Origins;

        Assert.Equal(
            [("the default of RustBuilderImage", "rust:1-bookworm"), ("ContainerRuntime", "debian:bookworm-slim")],
            origins.Where(origin => origin.Origin.Image.Length > 0).Select(origin => (origin.Origin.Source, origin.Origin.Image)));
    }

    [Fact]
    public void The_toolchain_file_is_named_with_its_path()
    {
        var workspace = Sample.Program with { Toolchain = Sample.Toolchain("1.99", ["clippy"], ["wasm32-wasip1"]) };

        var origins = Sample.Stage(new(), workspace).Plan.Origins.Select(origin => origin.Origin).Where(origin => origin.File.Length > 0).ToList();

        Assert.Equal(
            [("'channel' of rust-toolchain.toml", "1.99"), ("'targets' of rust-toolchain.toml", "wasm32-wasip1"), ("'components' of rust-toolchain.toml", "clippy")],
            origins.Select(origin => (origin.Source, origin.Value)));
        Assert.All(origins, origin => Assert.Equal("/here/rust-toolchain.toml", origin.File));
        Assert.Equal("rust:1.99-bookworm", origins[0].Image);
    }

    [Fact]
    public void The_record_comes_through_the_plan()
    {
        var plan = Sample.Stage(Everything).Plan;

        Assert.Equal(plan.Origins, ContractJson.ReadPlan(ContractJson.Write(plan)).Origins);
    }
}
