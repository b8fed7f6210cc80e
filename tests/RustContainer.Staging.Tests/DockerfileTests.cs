using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

public sealed class DockerfileTests
{
    [Fact]
    public void The_default_compiles_on_bookworm_and_runs_on_its_slim_form_as_a_number()
    {
        var lines = Sample.Instructions(new() { CargoProfile = "release" });

        Assert.Contains("FROM rust:1-bookworm AS builder", lines);
        Assert.Contains("""RUN ["rustup", "target", "add", "x86_64-unknown-linux-gnu"]""", lines);
        Assert.Contains("FROM debian:bookworm-slim AS image", lines);
        Assert.Contains("COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt", lines);
        Assert.Contains("""COPY --from=compile --chmod=0755 ["/out/artifacts/bin/hello", "/app/"]""", lines);
        Assert.Contains("WORKDIR /app", lines);
        Assert.Contains("USER 65532:65532", lines);
        Assert.Equal("""ENTRYPOINT ["/app/hello"]""", lines[^1]);
    }

    [Fact]
    public void The_compile_step_locks_the_mount_with_the_sources_and_shares_the_one_with_downloads()
    {
        var run = Assert.Single(Sample.Instructions(new()), line => line.Contains("compile.sh", StringComparison.Ordinal));

        Assert.Contains("--mount=type=bind,target=/rustcontainer/context ", run, StringComparison.Ordinal);
        Assert.Matches(
            "--mount=type=cache,id=rustcontainer-[0-9a-f]{16}-x86_64-unknown-linux-gnu-[0-9a-f]{16},target=/w,sharing=locked ", run);
        Assert.Matches("--mount=type=cache,id=rustcontainer-[0-9a-f]{16}-cargo-home,target=/rustcontainer/cargo-home,sharing=shared ", run);
        Assert.EndsWith(
            """["sh", "/rustcontainer/scripts/compile.sh", "--artifact", "x86_64-unknown-linux-gnu/debug/hello", "--", """
            + """ "build", "--locked", "--target", "x86_64-unknown-linux-gnu", "--profile", "dev", "--package", "hello"]""",
            run, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_asks_for_another_frontend() =>
        Assert.DoesNotMatch("(?im)^#\\s*(syntax|escape|check)\\s*=", Sample.Dockerfile(new()));

    [Fact]
    public void Without_a_strategy_sources_are_copied_and_no_cache_mount_is_used()
    {
        var lines = Sample.Instructions(new() { RustCacheStrategy = "None" });

        Assert.Contains("COPY . /w/src", lines);
        var run = Assert.Single(lines, line => line.Contains("compile.sh", StringComparison.Ordinal));
        Assert.Contains("\"--copied\"", run, StringComparison.Ordinal);
        Assert.DoesNotContain("type=cache", run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alpine", "FROM alpine:3 AS image")]
    [InlineData("Scratch", "FROM scratch AS image")]
    public void Families_on_musl_compile_on_alpine(string family, string image)
    {
        var lines = Sample.Instructions(new() { ContainerRuntime = family });

        Assert.Contains("FROM rust:1-alpine AS builder", lines);
        Assert.Contains("""RUN ["rustup", "target", "add", "x86_64-unknown-linux-musl"]""", lines);
        Assert.Contains(image, lines);
    }

    [Fact]
    public void A_base_of_the_users_keeps_its_own_certificates()
    {
        var lines = Sample.Instructions(new() { ContainerBaseImage = "registry.example:5000/base/cc:12@sha256:00ff" });

        Assert.Contains("FROM registry.example:5000/base/cc:12@sha256:00ff AS image", lines);
        Assert.DoesNotContain(lines, line => line.Contains("ca-certificates", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "rust:1-bookworm", "")]
    [InlineData("stable", "rust:1-bookworm", "")]
    [InlineData("1.90", "rust:1.90-bookworm", "")]
    [InlineData("1.70.0", "rust:1.70.0-bookworm", "")]
    [InlineData("1.69", "rust:1-bookworm", "1.69")]
    [InlineData("beta", "rust:1-bookworm", "beta")]
    [InlineData("nightly-2026-01-31", "rust:1-bookworm", "nightly-2026-01-31")]
    public void The_builder_follows_the_channel(string channel, string image, string installed)
    {
        var file = Sample.Program with { Toolchain = Sample.Toolchain(channel, ["clippy"], ["wasm32-unknown-unknown"]) };
        foreach (var lines in new[] { Sample.Instructions(new(), file), Sample.Instructions(new() { RustToolchainVersion = channel }) })
        {
            Assert.Contains($"FROM {image} AS builder", lines);
            Assert.Equal(installed.Length > 0, lines.Contains($"ENV RUSTUP_TOOLCHAIN={installed}"));
            Assert.Equal(installed.Length > 0,
                lines.Contains($"""RUN ["rustup", "toolchain", "install", "{installed}", "--profile", "minimal"]"""));
        }

        Assert.Contains(
            """RUN ["rustup", "target", "add", "x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"]""", Sample.Instructions(new(), file));
        Assert.Contains("""RUN ["rustup", "component", "add", "clippy"]""", Sample.Instructions(new(), file));
    }

    [Fact]
    public void A_builder_of_the_users_need_not_have_rustup()
    {
        var lines = Sample.Instructions(new() { RustBuilderImage = "rust:1.63-bookworm" });

        Assert.Contains("FROM rust:1.63-bookworm AS builder", lines);
        Assert.Contains(lines, line => line.Contains("command -v rustup", StringComparison.Ordinal));
        Assert.Contains("USER 0:0", lines);
        Assert.DoesNotContain("USER 0:0", Sample.Instructions(new()));
    }

    [Fact]
    public void A_library_has_no_image_and_does_not_follow_the_family()
    {
        var build = Sample.Stage(new() { ContainerRuntime = "alpine" }, Sample.Library);

        Assert.Equal("x86_64-unknown-linux-gnu", build.Target.Triple);
        Assert.Equal(["libnative.so"], build.Artifacts);
        Assert.Equal(["lock", "artifacts"], build.Plan.Solves.Select(solve => solve.Name));
        Assert.DoesNotContain(Sample.Instructions(new(), Sample.Library), line => line.EndsWith("AS image", StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_for_musl_is_one_that_can_be_loaded()
    {
        var options = new StagingOptions { RuntimeIdentifier = "linux-musl-x64" };

        Assert.Contains(
            "ENV CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS=\"-C target-feature=-crt-static\"",
            Sample.Instructions(options, Sample.Library));
        Assert.Contains(
            "ENV RUSTFLAGS=\"-C debuginfo=1 -C target-feature=-crt-static\"",
            Sample.Instructions(options with { RustFlags = "-C debuginfo=1" }, Sample.Library));
        Assert.DoesNotContain(Sample.Instructions(options), line => line.StartsWith("ENV", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_programs_compile_and_the_image_runs_the_default_one()
    {
        var workspace = Sample.Program with { Targets = [new(StagedTargetKind.Program, "a"), new(StagedTargetKind.Program, "b")] };

        Assert.DoesNotContain(Sample.Stage(new(), workspace).Plan.Solves, solve => solve.Name == "image");
        var lines = Sample.Instructions(new(), workspace with { DefaultRun = "b" });
        Assert.Contains("""COPY --from=compile --chmod=0755 ["/out/artifacts/bin/a", "/out/artifacts/bin/b", "/app/"]""", lines);
        Assert.Equal("""ENTRYPOINT ["/app/b"]""", lines[^1]);
    }

    [Fact]
    public void The_selection_reaches_cargo()
    {
        var options = new StagingOptions
        {
            CargoProfile = "dist",
            CargoFeatures = ["a", "dep?/b"],
            CargoNoDefaultFeatures = true,
            CargoAllFeatures = true,
        };
        var run = Assert.Single(
            Sample.Instructions(options, Sample.Program with { OnlyTargets = true, Folder = "the work" }),
            line => line.Contains("compile.sh", StringComparison.Ordinal));

        Assert.Contains("\"--in\", \"the work\"", run, StringComparison.Ordinal);
        Assert.Contains("x86_64-unknown-linux-gnu/dist/hello", run, StringComparison.Ordinal);
        Assert.EndsWith(
            """ "--profile", "dist", "--package", "hello", "--bin", "hello","""
            + """ "--no-default-features", "--all-features", "--features", "a,dep?/b"]""",
            run, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_project_says_of_the_image_is_in_it()
    {
        var lines = Sample.Instructions(new()
        {
            ContainerPorts = [new("8080"), new("53", "UDP")],
            ContainerEnvironmentVariables = [new("GREETING", "hello")],
            ContainerLabels = [new("org.opencontainers.image.title", "a title")],
            ContainerUser = "app:staff",
            ContainerWorkingDirectory = "/srv",
            ContainerDefaultArgs = ["serve", "--port=8080"],
        });

        Assert.Contains("EXPOSE 8080/tcp", lines);
        Assert.Contains("EXPOSE 53/udp", lines);
        Assert.Contains("ENV GREETING=\"hello\"", lines);
        Assert.Contains("LABEL \"org.opencontainers.image.title\"=\"a title\"", lines);
        Assert.Contains("USER app:staff", lines);
        Assert.Contains("WORKDIR /srv", lines);
        Assert.Contains("""CMD ["serve", "--port=8080"]""", lines);
    }
}
