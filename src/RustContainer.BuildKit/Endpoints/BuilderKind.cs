namespace RustContainer.BuildKit;

/// <summary>What answers for BuildKit at an endpoint.</summary>
public enum BuilderKind
{
    /// <summary>A Docker Engine that keeps images in its graph driver's store, as all did before 29.0 unless told otherwise.</summary>
    EngineGraphDriver,

    /// <summary>A Docker Engine that keeps images in containerd's store, where they have manifests.</summary>
    EngineContainerdStore,

    /// <summary>A buildkitd of its own: no engine, so no images that could be loaded, found or run.</summary>
    BuildKitDaemon,
}
