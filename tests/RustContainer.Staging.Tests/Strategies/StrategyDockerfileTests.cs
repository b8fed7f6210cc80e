using System.Text;
using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>What the Dockerfiles of the strategies have, and what they must not have.</summary>
public sealed class StrategyDockerfileTests
{
    [Fact]
    public void The_layer_of_dependencies_sees_no_source_and_seeds_both_mounts()
    {
        var lines = Sample.Instructions(new() { RustCacheStrategy = "Layered" });
        var (fetch, dependencies, compile) = (Run(lines, "fetch-dependencies.sh"), Run(lines, "compile-dependencies.sh"), Run(lines, "/compile.sh"));

        Assert.Contains("FROM builder AS dependencies", lines);
        foreach (var step in new[] { fetch, dependencies })
        {
            Assert.Contains("type=bind,from=rustcontainer-dependencies,target=/rustcontainer/recipe ", step, StringComparison.Ordinal);
            Assert.DoesNotContain("rustcontainer/context", step, StringComparison.Ordinal);
        }

        Assert.Matches("--mount=type=cache,id=(?<id>[^,]+)-dependencies,target=/w,sharing=locked .*\"--offline\", \"--target\", \"x86_64-unknown-linux-gnu\", \"--profile\", \"dev\"]", dependencies);
        Assert.DoesNotContain("hello", dependencies, StringComparison.Ordinal);
        Assert.Contains(",target=/w,sharing=locked,from=dependencies,source=/rustcontainer/dependencies ", compile, StringComparison.Ordinal);
        Assert.Contains(",target=/rustcontainer/cargo-home,sharing=shared,from=dependencies,source=/rustcontainer/cargo-home ", compile, StringComparison.Ordinal);
    }

    // BuildKit reads the folder around what is copied, for its hash: around what lies in the root that is the whole toolchain.
    [Theory]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [InlineData("Chef")]
    [InlineData("Mount")]
    [InlineData("None")]
    public void Nothing_is_copied_from_the_root_of_a_stage(string strategy)
    {
        var copies = Sample.Instructions(new() { RustCacheStrategy = strategy }).Where(line => line.StartsWith("COPY --from=", StringComparison.Ordinal)).ToList();

        Assert.Equal(4, copies.Count);
        Assert.All(copies, copy => Assert.Matches("""^COPY --from=\S+ (--\S+ )?\[?"?/[^/ ]+/[^/ ]+""", copy));
    }

    [Theory]
    [InlineData("Layered", "skeleton")]
    [InlineData("Skeleton", "skeleton")]
    [InlineData("Chef", "chef")]
    [InlineData("Mount", null)]
    [InlineData("None", null)]
    public void What_dependencies_are_compiled_from_is_a_folder_of_its_own(string strategy, string? folder)
    {
        var staged = Sample.Stage(new() { RustCacheStrategy = strategy }, Sample.Program with { Files = new Dictionary<string, byte[]> { ["recipe.json"] = [1, 2] } });
        var local = staged.Plan.Locals.SingleOrDefault(local => local.Name == "rustcontainer-dependencies");

        Assert.Equal(folder, local is null ? null : Path.GetFileName(local.Directory));
        Assert.Equal(folder is not null, Encoding.UTF8.GetString(staged.Files["Dockerfile"]).Contains($"--build-context rustcontainer-dependencies=FOLDER/{folder} ", StringComparison.Ordinal));
        Assert.Equal(strategy == "Chef", staged.Files.ContainsKey("chef/recipe.json"));
    }

    [Theory]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [InlineData("Chef")]
    public void Secrets_get_to_the_step_that_downloads_and_not_to_the_one_whose_result_is_kept(string strategy)
    {
        var options = new StagingOptions
        {
            RustCacheStrategy = strategy,
            BuildKitSecrets = [new("token") { Env = "CARGO_REGISTRIES_MINE_TOKEN", AffectsBuild = true }, new("s3") { Env = "AWS_SECRET_ACCESS_KEY" }],
            BuildKitSsh = [new("default", "")],
            SecretsDigest = "5a17ed",
        };
        var lines = Sample.Instructions(options);
        var dependencies = lines.SkipWhile(line => line != "FROM builder AS dependencies").Skip(1).TakeWhile(line => !line.StartsWith("FROM", StringComparison.Ordinal)).ToList();

        Assert.Contains("id=token", Run(lines, "fetch-dependencies.sh"), StringComparison.Ordinal);
        Assert.Contains("\"--ssh\"", Run(lines, "fetch-dependencies.sh"), StringComparison.Ordinal);
        Assert.DoesNotContain(dependencies, line => line.Contains("SECRETS_DIGEST", StringComparison.Ordinal));
        Assert.DoesNotContain("type=secret", Run(lines, "compile-dependencies.sh"), StringComparison.Ordinal);
        Assert.DoesNotContain("type=ssh", Run(lines, "compile-dependencies.sh"), StringComparison.Ordinal);
        Assert.Contains("id=token", Run(lines, "/compile.sh"), StringComparison.Ordinal);

        // But what opens a cache of sccache elsewhere: its server alone gets that.
        var withSccache = Run(Sample.Instructions(options with { RustSccache = true }), "compile-dependencies.sh");
        Assert.Contains("type=secret,id=s3,target=/run/secrets/s3,required=true ", withSccache, StringComparison.Ordinal);
        Assert.Contains("\"--cache-secret\", \"AWS_SECRET_ACCESS_KEY=/run/secrets/s3\"", withSccache, StringComparison.Ordinal);
        Assert.DoesNotContain("id=token", withSccache, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [InlineData("Chef")]
    [InlineData("Skeleton")]
    [InlineData("None")]
    public void Sccache_wraps_the_compiler_in_every_step_that_compiles(string strategy)
    {
        var lines = Sample.Instructions(new() { RustCacheStrategy = strategy, RustSccache = true });

        Assert.Contains("ENV RUSTC_WRAPPER=\"sccache\"", lines);
        Assert.Contains("ENV CARGO_INCREMENTAL=\"0\"", lines);
        Assert.All(
            lines.Where(line => line.Contains("compile", StringComparison.Ordinal) && line.StartsWith("RUN", StringComparison.Ordinal)),
            line => Assert.Matches("--mount=type=cache,id=[^,]+-sccache,target=/rustcontainer/sccache,sharing=shared ", line));
        Assert.DoesNotContain(Sample.Instructions(new() { RustCacheStrategy = strategy }), line => line.Contains("sccache", StringComparison.Ordinal));
    }

    [Fact]
    public void Cargo_chef_is_told_what_cargo_is()
    {
        var lines = Sample.Instructions(new() { RustCacheStrategy = "Chef", CargoFeatures = ["fast"], CargoProfile = "release" });

        Assert.EndsWith(
            """["sh", "/rustcontainer/scripts/compile-dependencies.sh", "--chef", "--",  "chef", "cook", "--recipe-path","""
            + """ "/rustcontainer/recipe/recipe.json", "--offline", "--target", "x86_64-unknown-linux-gnu", "--profile", "release","""
            + """ "--package", "hello", "--features", "fast"]""",
            Run(lines, "compile-dependencies.sh"), StringComparison.Ordinal);
        Assert.Contains("FROM dependencies AS compile", lines);
        Assert.Contains("\"--copied\", \"--layer\", \"--chef\"", Run(lines, "/compile.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_configuration_names_is_mounted_for_the_dependencies_or_refused()
    {
        var workspace = Sample.Program with { DependencyPaths = ["third-party/vendor", "tools/ld.sh"] };

        var dependencies = Run(Sample.Instructions(new() { RustCacheStrategy = "Layered" }, workspace), "compile-dependencies.sh");
        Assert.Contains("--mount=type=bind,source=tools/ld.sh,target=/rustcontainer/needed/1 ", dependencies, StringComparison.Ordinal);
        Assert.Contains("\"--needs\", \"third-party/vendor\", \"--needs\", \"tools/ld.sh\"", dependencies, StringComparison.Ordinal);

        foreach (var odd in new[] { "a b", "a,rw", "../x", "/abs", "a//b" })
        {
            var error = Assert.Throws<CodedException>(() => Sample.Stage(new() { RustCacheStrategy = "Skeleton" }, workspace with { DependencyPaths = [odd] }));
            Assert.Equal(StagingCodes.InvalidDependencyPath, error.Diagnostic.Code);
        }

        Sample.Stage(new() { RustCacheStrategy = "Mount" }, workspace with { DependencyPaths = ["a b"] });
    }

    private static string Run(IReadOnlyList<string> lines, string script) => Assert.Single(lines, line => line.Contains(script, StringComparison.Ordinal));
}
