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
    public sealed record Image(IReadOnlyList<string> Names, bool Push = false) : SolveExport;

    private sealed record NoExport : SolveExport;
}
