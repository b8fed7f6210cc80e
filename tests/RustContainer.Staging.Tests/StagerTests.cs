using System.Text;
using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

public sealed class StagerTests
{
    [Fact]
    public void The_plan_asks_for_the_lock_the_artifacts_and_the_image()
    {
        var build = Sample.Stage(new() { ImageNames = ["hello:latest"], BuildKitEndpoint = "unix:///x", BuildKitTlsDirectory = "/certs", BuildKitTlsServerName = "b" });
        var plan = ContractJson.ReadPlan(Encoding.UTF8.GetString(build.Files["build.json"]));

        Assert.Equal(("unix:///x", "/certs", "b"), (plan.Endpoint, plan.TlsDirectory, plan.TlsServerName));
        Assert.Equal("linux/amd64", plan.Platform);
        Assert.Equal(["lock", "artifacts", "image"], plan.Solves.Select(solve => solve.Target));
        Assert.Equal(["hello:latest"], plan.Solves[2].Export.ImageNames);
        Assert.Equal(["context", "rustcontainer"], plan.Locals.Select(local => local.Name));
        Assert.Equal(2, plan.Locals.Select(local => local.SharedKey).Distinct().Count());
    }

    [Fact]
    public void Staged_bytes_have_LF_and_no_mark_and_do_not_know_where_they_lie()
    {
        var windows = Sample.Paths(@"C:\somewhere else") with { Machine = "other", Dockerignore = "target\r\n" };
        var here = Sample.Stage(new() { RustCacheId = "team" });
        var there = Stager.Stage(new() { RustCacheId = "team" }, Sample.Program, windows);

        Assert.Equal(here.Files.Keys, there.Files.Keys);
        foreach (var (path, bytes) in here.Files.Where(file => file.Key != "build.json"))
        {
            Assert.Equal(bytes, there.Files[path]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.NotEqual(0xef, bytes[0]);
        }
    }

    [Fact]
    public void Cache_mounts_are_apart_for_machines_workspaces_targets_and_toolchains()
    {
        var paths = Sample.Paths();
        string[] ids =
        [
            Id(new(), paths),
            Id(new(), paths with { Machine = "other" }),
            Id(new(), paths with { ContextDirectory = "/there" }),
            Id(new() { RuntimeIdentifier = "linux-arm64" }, paths),
            Id(new() { RustToolchainVersion = "1.90" }, paths),
            Id(new() { RustBuilderImage = "mine" }, paths),
            Id(new() { RustCacheId = "team" }, paths),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(Id(new() { CargoProfile = "release" }, paths), ids[0]);

        static string Id(StagingOptions options, StagedPaths paths) =>
            Encoding.UTF8.GetString(Stager.Stage(options, Sample.Program, paths).Files["Dockerfile"])
                .Split("id=").Single(part => part.Contains("target=/w,"));
    }

    [Fact]
    public void Scripts_are_staged_beside_the_Dockerfile() =>
        Assert.Equal(
            [
                "Dockerfile", "Dockerfile.dockerignore", "build.json",
                "scripts/build-folder.sh", "scripts/cargo-environment.sh", "scripts/compile-dependencies.sh", "scripts/compile.sh",
                "scripts/fetch-dependencies.sh", "scripts/recipe.sh", "scripts/resolve-lock.sh", "scripts/sccache-rustc.sh", "scripts/sccache.sh",
                "scripts/sync-sources.sh",
            ],
            Sample.Stage(new()).Files.Keys.Order(StringComparer.Ordinal));
}
