namespace RustContainer.BuildKit;

/// <summary>What an endpoint can do. BuildKit does not tell: it refuses a type that it does not know by name, or ignores an attribute.</summary>
public sealed record EndpointCapabilities
{
    /// <summary>What answers.</summary>
    public required BuilderKind Kind { get; init; }

    /// <summary>The types of exporter that it takes, such as <c>local</c>.</summary>
    public required IReadOnlyList<string> Exporters { get; init; }

    /// <summary>The exporter that makes an image where this endpoint keeps its images: <c>moby</c> of an engine, else <c>image</c>.</summary>
    public required string ImageExporter { get; init; }

    /// <summary>The types of cache that it writes, such as <c>registry</c>.</summary>
    public required IReadOnlyList<string> CacheExports { get; init; }

    /// <summary>The types of cache that it reads.</summary>
    public required IReadOnlyList<string> CacheImports { get; init; }

    /// <summary>How an image gets into a registry.</summary>
    public required PushRoute Push { get; init; }

    /// <summary>Whether there is an engine whose images can be loaded, found, named and run.</summary>
    public bool HasEngine => Kind != BuilderKind.BuildKitDaemon;

    /// <summary>Whether its images have manifests: several platforms in one, attestations, and a digest before they are pushed.</summary>
    public bool HasManifests => Kind != BuilderKind.EngineGraphDriver;

    /// <summary>Whether it writes the archive of an image itself; else an engine saves the image that it has made.</summary>
    public bool WritesArchives => Exporters.Contains("docker");

    /// <summary>What is known of <paramref name="kind"/>.</summary>
    public static EndpointCapabilities Of(BuilderKind kind) => kind switch
    {
        BuilderKind.EngineGraphDriver => new EndpointCapabilities
        {
            Kind = kind,
            Exporters = ["moby", "local", "tar"],
            ImageExporter = "moby",
            CacheExports = ["inline"],
            CacheImports = ["registry", "local"],
            Push = PushRoute.EngineApi,
        },
        BuilderKind.EngineContainerdStore => new EndpointCapabilities
        {
            Kind = kind,
            Exporters = ["moby", "image", "local", "tar", "oci", "docker"],
            ImageExporter = "moby",
            CacheExports = ["inline", "registry", "local", "gha"],
            CacheImports = ["registry", "local", "gha"],
            Push = PushRoute.Exporter,
        },
        _ => new EndpointCapabilities
        {
            Kind = kind,
            Exporters = ["image", "local", "tar", "oci", "docker"],
            ImageExporter = "image",
            CacheExports = ["inline", "registry", "local", "gha", "s3", "azblob"],
            CacheImports = ["registry", "local", "gha", "s3", "azblob"],
            Push = PushRoute.Exporter,
        },
    };
}
