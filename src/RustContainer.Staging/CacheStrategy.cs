using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>What is kept between builds.</summary>
public enum CacheStrategy
{
    /// <summary>Sources, build folder and downloads, in cache mounts of the builder.</summary>
    Mount,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Reads <c>RustCacheStrategy</c>.</summary>
internal static class CacheStrategies
{
    /// <summary>The strategy that <paramref name="value"/> names, in any case.</summary>
    /// <exception cref="CodedException">It names none, or one that this version does not have.</exception>
    public static CacheStrategy Parse(string value) => value.ToLowerInvariant() switch
    {
        "" or "auto" or "mount" => CacheStrategy.Mount,
        "none" => CacheStrategy.None,
        "layered" or "chef" or "skeleton" => throw new CodedException(
            StagingCodes.UnsupportedStrategy,
                $"RustCacheStrategy is '{value}', which this version does not have yet. Choose Auto, Mount or None."),
        _ => throw new CodedException(
            StagingCodes.UnknownStrategy, $"RustCacheStrategy is '{Values.Printable(value)}'. Choose Auto, Mount or None."),
    };
}
