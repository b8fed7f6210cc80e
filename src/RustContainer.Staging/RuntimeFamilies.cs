using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Reads <c>ContainerRuntime</c>.</summary>
internal static class RuntimeFamilies
{
    /// <summary>The family that <paramref name="value"/> names, in any case; <see cref="RuntimeFamily.Debian"/> when it is empty.</summary>
    /// <exception cref="CodedException">It names none (<see cref="StagingCodes.UnknownRuntimeFamily"/>).</exception>
    public static RuntimeFamily Parse(string value) => value.ToLowerInvariant() switch
    {
        "" or "debian" => RuntimeFamily.Debian,
        "alpine" => RuntimeFamily.Alpine,
        "scratch" => RuntimeFamily.Scratch,
        "docker" or "podman" => throw new CodedException(
            StagingCodes.UnknownRuntimeFamily,
            $"ContainerRuntime is '{value}', but it says what the image stands on: debian, alpine or scratch. To choose an "
            + "engine, set LocalRegistry."),
        _ => throw new CodedException(
            StagingCodes.UnknownRuntimeFamily,
            $"ContainerRuntime is '{Values.Printable(value)}'. Choose debian, alpine or scratch, or name an image with "
            + "ContainerBaseImage."),
    };

    /// <summary>The image that the family stands on.</summary>
    public static string BaseImage(this RuntimeFamily family) => family switch
    {
        RuntimeFamily.Alpine => "alpine:3",
        RuntimeFamily.Scratch => "scratch",
        _ => "debian:bookworm-slim",
    };
}
