using RustContainer.Contract;

namespace RustContainer.Tasks.Project;

/// <summary>Whether the image goes to a file, and which form it has, by the .NET SDK's properties and rules.</summary>
internal static class ImageArchive
{
    /// <summary>The property that names it.</summary>
    public const string PathProperty = "ContainerArchiveOutputPath";
    private const string FormatProperty = "ContainerImageFormat";

    /// <summary>Whether there is to be an archive. As in the .NET SDK it takes the place of engine and registry.</summary>
    public static bool IsWanted(OptionTable table) => table[PathProperty].Length > 0;

    /// <summary>The archive's absolute path; empty where none is wanted.</summary>
    /// <param name="property">The property's value.</param>
    /// <param name="projectDirectory">What a relative path starts from.</param>
    /// <param name="image">The image's name with its tag: its file is called like it where the property names a folder.</param>
    /// <exception cref="CodedException">A file is there that no build has written, such as a source.</exception>
    /// <remarks>https://github.com/dotnet/sdk, src/Containers/Microsoft.NET.Build.Containers/LocalDaemons/ArchiveFileRegistry.cs.</remarks>
    public static string PathOf(string property, string projectDirectory, string image)
    {
        var value = property.Replace('\\', '/');
        if (value.Length == 0)
            return "";
        var path = Path.GetFullPath(Path.Combine(projectDirectory, value));
        if (value.EndsWith('/') || Directory.Exists(path))
            path = Path.GetFullPath(Path.Combine(path, $"{image[..image.LastIndexOf(':')]}.tar.gz"));
        return MayBeReplaced(path)
            ? path
            : throw new CodedException(TaskCodes.NoArchive, $"{PathProperty} is '{path}', a file that is no archive, and publishing would replace it. Write another name, or delete the file.");
    }

    private static bool MayBeReplaced(string path)
    {
        // A pipe has no length and is not opened: that would be to wait for its writer.
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return true;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[512];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || (start.Length == 512 && start[257..262].SequenceEqual("ustar"u8));
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
