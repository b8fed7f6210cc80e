using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What becomes of a solve's result.</summary>
public abstract record SolveExport
{
    /// <summary>Nothing: the solve only fills BuildKit's cache.</summary>
    public static SolveExport None { get; } = new NoExport();

    /// <summary>The files of the result, into a folder of this machine. What is there under other names stays.</summary>
    /// <param name="Path">The folder's path; it is made where it is missing.</param>
    public sealed record Folder(string Path) : SolveExport;

    /// <summary>An image in the engine, if there is one.</summary>
    /// <param name="Names">Its names, each with its tag; none leaves it without.</param>
    /// <param name="Push">Whether it goes to the registries of its names, too.</param>
    /// <param name="Format">Its form, of which only an endpoint with manifests has a choice.</param>
    public sealed record Image(IReadOnlyList<string> Names, bool Push = false, ImageFormat Format = ImageFormat.Docker) : SolveExport;

    /// <summary>An image in a file of this machine, and nowhere else. An earlier file is replaced when all of the new one is there.</summary>
    /// <param name="Path">The file's path; compressed where it ends in <c>.gz</c> or <c>.tgz</c>. Its folder is made where it is missing.</param>
    /// <param name="Names">The image's names, each with its tag.</param>
    /// <param name="Format">The form of the image and its archive.</param>
    public sealed record Archive(string Path, IReadOnlyList<string> Names, ImageFormat Format = ImageFormat.Docker) : SolveExport;

    private sealed record NoExport : SolveExport;
}
