namespace RustContainer.Staging;

/// <summary>What is kept between builds.</summary>
public enum CacheStrategy
{
    /// <summary>Sources, build folder and downloads, in cache mounts of the builder.</summary>
    Mount,

    /// <summary>Compiled dependencies in a layer, with which the incremental mount begins.</summary>
    Layered,

    /// <summary>Dependencies in a layer, as cargo-chef compiles them.</summary>
    Chef,

    /// <summary>Compiled dependencies in a layer.</summary>
    Skeleton,

    /// <summary>Nothing.</summary>
    None,
}
