using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

public sealed class SolveOutsideTests
{
    [Theory]
    [InlineData("gha", "token=ACTIONS_RUNTIME_TOKEN url=ACTIONS_CACHE_URL url_v2=ACTIONS_RESULTS_URL")]
    [InlineData("s3", "access_key_id=AWS_ACCESS_KEY_ID region=AWS_REGION secret_access_key=AWS_SECRET_ACCESS_KEY session_token=AWS_SESSION_TOKEN")]
    [InlineData("azblob", "account_name=AZURE_STORAGE_ACCOUNT account_url=AZURE_STORAGE_ACCOUNT_URL secret_access_key=AZURE_STORAGE_KEY")]
    [InlineData("registry", "")]
    public void What_opens_a_cache_comes_from_the_environment(string type, string expected) =>
        Assert.Equal(expected, Show(CacheSecrets.Complete(Planned(type), name => name)));

    [Fact]
    public void What_the_plan_says_stays() =>
        Assert.Equal("region=eu", Show(CacheSecrets.Complete(Planned("s3", ("region", "eu")), name => name == "AWS_REGION" ? "us" : null)));

    [Theory]
    [InlineData("ACTIONS_RESULTS_URL", "token=ACTIONS_RUNTIME_TOKEN url=ACTIONS_RESULTS_URL url_v2=ACTIONS_RESULTS_URL")]
    [InlineData("ACTIONS_CACHE_URL", "token=ACTIONS_RUNTIME_TOKEN url=ACTIONS_CACHE_URL")]
    [InlineData("ACTIONS_CACHE_URL ACTIONS_RESULTS_URL", "token=ACTIONS_RUNTIME_TOKEN url=ACTIONS_CACHE_URL")]
    [InlineData(
        "ACTIONS_CACHE_URL ACTIONS_RESULTS_URL ACTIONS_CACHE_SERVICE_V2",
        "token=ACTIONS_RUNTIME_TOKEN url=ACTIONS_CACHE_URL url_v2=ACTIONS_RESULTS_URL")]
    public void A_cache_of_GitHub_is_spoken_to_in_the_version_that_its_variables_tell(string set, string expected) => Assert.Equal(
        expected, Show(CacheSecrets.Complete(Planned("gha"), name => name == "ACTIONS_RUNTIME_TOKEN" || set.Split(' ').Contains(name) ? name : "")));

    [Fact]
    public void A_cache_of_GitHub_is_spoken_to_in_the_version_that_the_plan_says() => Assert.Contains(
        "url_v2=ACTIONS_RESULTS_URL",
        Show(CacheSecrets.Complete(Planned("gha", ("version", "2")), name => name == "ACTIONS_CACHE_SERVICE_V2" ? null : name)),
        StringComparison.Ordinal);

    [Fact]
    public void A_cache_of_GitHub_without_its_variables_is_an_error_that_names_them()
    {
        var error = Assert.Throws<CodedException>(() => CacheSecrets.Complete(Planned("gha"), _ => ""));

        Assert.Equal(WorkerCodes.CacheVariablesMissing, error.Diagnostic.Code);
        Assert.Contains("ACTIONS_RUNTIME_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_last_solve_writes_caches_and_an_inline_one_goes_into_an_image_alone()
    {
        CacheEntry[] exports = [new("registry", new Dictionary<string, string>()), new("inline", new Dictionary<string, string>())];
        var outside = new SolveOutside(RegistryCredentials.None, exports[..1], exports);

        Assert.Empty(outside.For(Solve(ExportKind.Local), isLast: false).CacheExports);
        Assert.Equal(["registry"], outside.For(Solve(ExportKind.Local), isLast: true).CacheExports.Select(cache => cache.Type));
        Assert.Equal(["registry", "inline"], outside.For(Solve(ExportKind.Image), isLast: true).CacheExports.Select(cache => cache.Type));
        Assert.Single(outside.For(Solve(ExportKind.Local), isLast: false).CacheImports);
    }

    private static PlannedSolve Solve(ExportKind kind) => new("x", "x", new PlannedExport { Kind = kind });

    private static PlannedCache Planned(string type, params (string Name, string Value)[] attributes) =>
        new(type, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));

    private static string Show(CacheEntry cache) =>
        string.Join(' ', cache.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}"));
}
