using RustContainer.Contract;

namespace RustContainer.Staging;

public sealed partial record StagingOptions
{
    /// <summary>The absolute path of the file that the image goes to, and nowhere else (<c>ContainerArchiveOutputPath</c>); empty for an
    /// engine or a registry.</summary>
    public string ArchivePath { get; init; } = "";

    /// <summary>The form of the image (<c>ContainerImageFormat</c>).</summary>
    public ImageFormat ImageFormat { get; init; }
}
