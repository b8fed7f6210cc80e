namespace RustContainer.BuildKit;

/// <summary>How an image gets into a registry.</summary>
public enum PushRoute
{
    /// <summary>The engine is asked for it after the build: its exporter ignores <c>push</c>.</summary>
    EngineApi,

    /// <summary>The exporter does it, with the attribute <c>push</c>.</summary>
    Exporter,
}
