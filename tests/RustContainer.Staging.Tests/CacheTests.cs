using System.Text;
using RustContainer.Contract;
using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

public sealed class CacheTests
{
    [Theory]
    [InlineData("ghcr.io/me/app:cache", "registry compression=zstd mode=max ref=ghcr.io/me/app:cache")]
    [InlineData("type=registry,ref=r.example:5000/a:b,mode=min", "registry compression=zstd mode=min ref=r.example:5000/a:b")]
    [InlineData("type=registry,ref=a/b,compression=gzip", "registry compression=gzip mode=max ref=a/b")]
    [InlineData("ref=r.example/a", "registry compression=zstd mode=max ref=r.example/a")]
    [InlineData("gha", "gha mode=max")]
    [InlineData("inline", "inline")]
    [InlineData("type=local,dest=x,tag=y", "local compression=zstd dest=x mode=max tag=y")]
    [InlineData("type=gha,scope=x", "gha mode=max scope=x")]
    [InlineData("type=s3,bucket=b,region=eu", "s3 bucket=b mode=max region=eu")]
    [InlineData("a/b ; gha;", "registry compression=zstd mode=max ref=a/b|gha mode=max")]
    [InlineData("", "")]
    public void A_property_names_caches(string value, string expected) =>
        Assert.Equal(expected, string.Join('|', CacheText.Parse("BuildKitCacheTo", value).Select(Show)));

    [Fact]
    public void A_cache_that_is_read_has_no_mode() =>
        Assert.Equal("registry ref=a/b", Show(CacheText.Parse("BuildKitCacheFrom", "a/b").Single()));

    [Theory]
    [InlineData("type=registry")]
    [InlineData("type=gha")]
    public void What_MSBuild_cut_at_a_comma_is_an_error_that_explains_how_to_write_it(string value)
    {
        var error = Refused("BuildKitCacheTo", value, StagingCodes.CacheCut);

        Assert.Contains($"-p:BuildKitCacheTo={value}%2c", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type=none-such,a=b")]
    [InlineData("type=local,mode=max")]
    [InlineData("type=s3,region=eu")]
    [InlineData("type=registry,mode=max")]
    [InlineData("a/b,c")]
    [InlineData("type=gha,scope=a,scope=b")]
    [InlineData("type=gha,Scope x=a")]
    [InlineData("=")]
    public void What_is_no_cache_is_an_error_that_names_the_property(string value)
    {
        var error = Assert.Throws<CodedException>(() => CacheText.Parse("BuildKitCacheTo", value));

        Assert.Contains(error.Diagnostic.Code, (string[])[StagingCodes.InvalidCache, StagingCodes.InvalidImage]);
        Assert.Contains("BuildKitCacheTo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inline_cache_cannot_be_read_by_that_type() => Refused("BuildKitCacheFrom", "inline", StagingCodes.InvalidCache);

    [Theory]
    [InlineData("type=gha,token=s3cret", "ACTIONS_RUNTIME_TOKEN")]
    [InlineData("type=s3,bucket=b,secret_access_key=s3cret", "AWS_SECRET_ACCESS_KEY")]
    [InlineData("type=azblob,account_url=https://a.example/?sig=s3cret", "environment")]
    [InlineData("type=s3,bucket=b,endpoint_url=https://me:s3cret@a.example/", "environment")]
    public void A_secret_is_refused_without_showing_it_and_its_place_is_named(string value, string place)
    {
        var error = Refused("BuildKitCacheTo", value, StagingCodes.SecretInCache);

        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cache_mounts_go_to_the_step_that_compiles_with_an_id_of_the_workspace()
    {
        var dockerfile = Dockerfile(new CacheMount("/var/cache/a/"), new CacheMount("/b", "mine", "Locked", "debian:bookworm-slim"));

        Assert.Matches("--mount=type=cache,id=rustcontainer-[0-9a-z_-]+-var-cache-a,target=/var/cache/a,sharing=shared ", dockerfile);
        Assert.Contains("--mount=type=cache,id=mine,target=/b,sharing=locked,from=debian:bookworm-slim ", dockerfile, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relative", "", "", StagingCodes.InvalidCacheMount)]
    [InlineData("/", "", "", StagingCodes.InvalidCacheMount)]
    [InlineData("/a/../w", "", "", StagingCodes.InvalidCacheMount)]
    [InlineData("/a,readonly", "", "", StagingCodes.InvalidCacheMount)]
    [InlineData("/w/src", "", "", StagingCodes.InvalidCacheMount)]
    [InlineData("/a", "", "sometimes", StagingCodes.InvalidCacheMount)]
    [InlineData("/a", "x,from=y", "", StagingCodes.InvalidName)]
    public void What_is_no_cache_mount_is_an_error(string path, string id, string sharing, string code) =>
        Assert.Equal(code, Assert.Throws<CodedException>(() => Dockerfile(new CacheMount(path, id, sharing))).Diagnostic.Code);

    [Fact]
    public void Caches_and_the_registries_that_the_project_names_are_in_the_plan()
    {
        var plan = Sample.Stage(new StagingOptions
        {
            BuildKitCacheFrom = CacheText.Parse("BuildKitCacheFrom", "r.example/a:cache"),
            BuildKitCacheTo = CacheText.Parse("BuildKitCacheTo", "inline"),
            ContainerBaseImage = "private.example:5000/base:1",
        }).Plan;

        Assert.Equal("registry ref=r.example/a:cache", Show(plan.CacheImports.Single()));
        Assert.Equal("inline", Show(plan.CacheExports.Single()));
        Assert.Equal(["private.example:5000", "r.example"], plan.NamedRegistries);
        Assert.Equal(ContractJson.Write(plan), ContractJson.Write(ContractJson.ReadPlan(ContractJson.Write(plan))));
    }

    private static CodedException Refused(string property, string value, string code)
    {
        var error = Assert.Throws<CodedException>(() => CacheText.Parse(property, value));
        Assert.Equal(code, error.Diagnostic.Code);
        return error;
    }

    private static string Show(PlannedCache cache) =>
        string.Join(' ', cache.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}").Prepend(cache.Type));

    private static string Dockerfile(params CacheMount[] mounts) =>
        Encoding.UTF8.GetString(Sample.Stage(new StagingOptions { BuildKitCacheMounts = mounts }).Files["Dockerfile"]);
}
