using RustContainer.Contract;

namespace RustContainer.Staging.Tests;

public sealed class StrategyChoiceTests
{
    [Theory]
    [InlineData("", CacheStrategy.Mount)]
    [InlineData("auto", CacheStrategy.Mount)]
    [InlineData("MOUNT", CacheStrategy.Mount)]
    [InlineData("layered", CacheStrategy.Layered)]
    [InlineData("Chef", CacheStrategy.Chef)]
    [InlineData("Skeleton", CacheStrategy.Skeleton)]
    [InlineData("None", CacheStrategy.None)]
    public void A_strategy_is_named_in_any_case(string value, CacheStrategy strategy) =>
        Assert.Equal(strategy, CacheStrategies.Choose(new() { RustCacheStrategy = value }));

    [Fact]
    public void Auto_is_layered_where_builders_come_and_go_or_a_cache_is_written()
    {
        var cache = CacheText.Parse(CacheRules.To, "registry.example/app:cache");

        Assert.Equal(CacheStrategy.Layered, CacheStrategies.Choose(new() { IsContinuousIntegration = true }));
        Assert.Equal(CacheStrategy.Layered, CacheStrategies.Choose(new() { BuildKitCacheTo = cache }));
        Assert.Equal(CacheStrategy.Mount, CacheStrategies.Choose(new() { BuildKitCacheFrom = cache }));
        Assert.Equal(CacheStrategy.Mount, CacheStrategies.Choose(new() { BuildKitCacheTo = CacheText.Parse(CacheRules.To, "inline") }));
        Assert.Equal(CacheStrategy.Mount, CacheStrategies.Choose(new() { RustCacheStrategy = "Mount", IsContinuousIntegration = true, BuildKitCacheTo = cache }));
    }

    [Fact]
    public void What_is_no_strategy_is_an_error_that_names_all()
    {
        var error = Assert.Throws<CodedException>(() => CacheStrategies.Choose(new() { RustCacheStrategy = "Fast" }));

        Assert.Equal(StagingCodes.UnknownStrategy, error.Diagnostic.Code);
        Assert.Contains("'Fast'. Choose Auto, Mount, Layered, Chef, Skeleton or None.", error.Message, StringComparison.Ordinal);
    }
}
