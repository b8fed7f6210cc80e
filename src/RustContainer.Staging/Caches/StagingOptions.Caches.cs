using RustContainer.Contract;

namespace RustContainer.Staging;

public sealed partial record StagingOptions
{
    /// <summary>The caches that steps are looked for in: the items and the property <c>BuildKitCacheFrom</c>.</summary>
    public IReadOnlyList<PlannedCache> BuildKitCacheFrom { get; init; } = [];

    /// <summary>The caches that are written: the items and the property <c>BuildKitCacheTo</c>.</summary>
    public IReadOnlyList<PlannedCache> BuildKitCacheTo { get; init; } = [];

    /// <summary>Further cache mounts of the step that compiles: the items and the property <c>BuildKitCacheMount</c>.</summary>
    public IReadOnlyList<CacheMount> BuildKitCacheMounts { get; init; } = [];
}
