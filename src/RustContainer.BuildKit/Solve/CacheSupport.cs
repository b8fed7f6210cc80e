using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Says before a build what its endpoint cannot do with caches: BuildKit would say it after minutes, or not at all.</summary>
internal static class CacheSupport
{
    /// <summary>Checks the caches of a build.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheUnsupported"/>.</exception>
    public static void Require(
        Endpoint endpoint, EndpointCapabilities capabilities, IEnumerable<CacheEntry> imports, IEnumerable<CacheEntry> exports)
    {
        if (exports.FirstOrDefault(cache => !capabilities.CacheExports.Contains(cache.Type)) is { } export)
        {
            throw Unsupported(endpoint, capabilities, "writes no cache", export.Type, capabilities.CacheExports);
        }

        if (imports.FirstOrDefault(cache => !capabilities.CacheImports.Contains(cache.Type)) is { } import)
        {
            throw Unsupported(endpoint, capabilities, "reads no cache", import.Type, capabilities.CacheImports);
        }
    }

    private static CodedException Unsupported(
        Endpoint endpoint, EndpointCapabilities capabilities, string cannot, string type, IReadOnlyList<string> can)
    {
        var (what, remedy) = capabilities.Kind switch
        {
            BuilderKind.EngineGraphDriver => (
                "an engine that keeps images in its graph driver",
                "turn on the engine's containerd image store (\"features\": { \"containerd-snapshotter\": true } in daemon.json), or point "
                + "BuildKitEndpoint at a buildkitd"),
            BuilderKind.EngineContainerdStore => ("a Docker Engine", "point BuildKitEndpoint at a buildkitd"),
            _ => ("a buildkitd", "choose another type"),
        };
        return new CodedException(
            BuildKitCodes.CacheUnsupported,
            $"What answers at {endpoint.Address} ({endpoint.Source}) is {what} and {cannot} of the type '{type}', only: "
            + $"{string.Join(", ", can)}. Use one of these, or {remedy}.");
    }
}
