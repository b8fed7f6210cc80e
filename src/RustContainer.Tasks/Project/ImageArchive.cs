using RustContainer.Contract;

namespace RustContainer.Tasks.Project;

/// <summary>Whether the image goes to a file, and which form it has, by the .NET SDK's properties and rules.</summary>
internal static class ImageArchive
{
    private const string PathProperty = "ContainerArchiveOutputPath";
    private const string FormatProperty = "ContainerImageFormat";

    /// <summary>Whether there is to be an archive. As in the .NET SDK it takes the place of engine and registry.</summary>
    public static bool IsWanted(OptionTable table) => table[PathProperty].Length > 0;

    /// <summary>The archive's absolute path; empty where none is wanted.</summary>
    /// <param name="table">The project's properties.</param>
    /// <param name="projectDirectory">What a relative path starts from.</param>
    /// <param name="image">The image's name with its tag: its file is called like it where the property names a folder.</param>
    /// <remarks>https://github.com/dotnet/sdk, src/Containers/Microsoft.NET.Build.Containers/LocalDaemons/ArchiveFileRegistry.cs.</remarks>
    public static string PathOf(OptionTable table, string projectDirectory, string image)
    {
        var value = table[PathProperty].Replace('\\', '/');
        if (value.Length == 0)
            return "";
        var path = Path.GetFullPath(Path.Combine(projectDirectory, value));
        return value.EndsWith('/') || Directory.Exists(path) ? Path.GetFullPath(Path.Combine(path, $"{image[..image.LastIndexOf(':')]}.tar.gz")) : path;
    }

    /// <summary>The image's form.</summary>
    /// <exception cref="CodedException">There is none of that name.</exception>
    public static ImageFormat FormatOf(OptionTable table) => table[FormatProperty].ToUpperInvariant() switch
    {
        "" or "DOCKER" => ImageFormat.Docker,
        "OCI" => ImageFormat.Oci,
        _ => throw new CodedException(TaskCodes.InvalidImageFormat, $"{FormatProperty} is '{table[FormatProperty]}'. Write Docker or OCI, or unset it."),
    };
}
