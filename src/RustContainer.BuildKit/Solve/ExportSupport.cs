using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Says before a build what its endpoint cannot do with the result: BuildKit would say it at the end, or not at all.</summary>
internal static class ExportSupport
{
    // Engine 25.0: the first whose saved images are OCI layouts as well.
    private static readonly Version FirstWithLayouts = new(1, 44);

    /// <summary>Checks what becomes of a result.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EngineNeeded"/> or
    /// <see cref="BuildKitCodes.ImageFormatUnsupported"/>.</exception>
    public static void Require(Endpoint endpoint, EngineVersion? engine, EndpointCapabilities capabilities, SolveExport export)
    {
        switch (export)
        {
            case SolveExport.Image { Push: false } when !capabilities.HasEngine:
                throw new CodedException(
                    BuildKitCodes.EngineNeeded,
                    $"The image would be lost: what answers at {endpoint.Address} ({endpoint.Source}) is a buildkitd, which keeps no images to "
                    + "run. Set ContainerRegistry to push the image, or ContainerArchiveOutputPath to have it in a file, or point BuildKitEndpoint "
                    + "or DOCKER_HOST at a Docker Engine.");
            case SolveExport.Image { Format: ImageFormat.Oci } when !capabilities.HasManifests:
                throw Unsupported(endpoint, engine, "makes images in Docker's form only");
            case SolveExport.Archive { Format: ImageFormat.Oci } when !capabilities.WritesArchives && engine?.ApiVersion < FirstWithLayouts:
                throw Unsupported(endpoint, engine, "saves images in Docker's form only");
        }
    }

    private static CodedException Unsupported(Endpoint endpoint, EngineVersion? engine, string cannot) => new(
        BuildKitCodes.ImageFormatUnsupported,
        $"ContainerImageFormat is OCI, and the engine {engine?.Version} at {endpoint.Address} ({endpoint.Source}) {cannot}, as it keeps them in "
        + "its graph driver. Unset ContainerImageFormat, turn on the engine's containerd image store (\"features\": { \"containerd-snapshotter\": "
        + "true } in daemon.json), or point BuildKitEndpoint at a buildkitd.");
}
