using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Reads <c>RustCacheStrategy</c>.</summary>
public static class CacheStrategies
{
    /// <summary>The strategy that <paramref name="options"/> name, in any case. <c>Auto</c> is a strategy whose dependencies outlive the
    /// builder where builders come and go: in CI, or where a cache is written that can hold them, which one inside the image cannot.</summary>
    /// <exception cref="CodedException">They name none (<see cref="StagingCodes.UnknownStrategy"/>).</exception>
    public static CacheStrategy Choose(StagingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.RustCacheStrategy.ToLowerInvariant() switch
        {
            "" or "auto" => options.IsContinuousIntegration || options.BuildKitCacheTo.Any(cache => cache.Type != "inline")
                ? CacheStrategy.Layered
                : CacheStrategy.Mount,
            "mount" => CacheStrategy.Mount,
            "layered" => CacheStrategy.Layered,
            "chef" => CacheStrategy.Chef,
            "skeleton" => CacheStrategy.Skeleton,
            "none" => CacheStrategy.None,
            _ => throw new CodedException(
                StagingCodes.UnknownStrategy,
                $"RustCacheStrategy is '{Values.Printable(options.RustCacheStrategy)}'. Choose Auto, Mount, Layered, Chef, Skeleton or None."),
        };
    }

    /// <summary>The staged folder with what the strategy compiles dependencies from; empty where it has no step for them.</summary>
    internal static string RecipeFolder(this CacheStrategy strategy) => strategy switch
    {
        CacheStrategy.Layered or CacheStrategy.Skeleton => "skeleton",
        CacheStrategy.Chef => "chef",
        _ => "",
    };
}
