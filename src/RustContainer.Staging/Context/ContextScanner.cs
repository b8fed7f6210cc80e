using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>
/// Finds out which files a build context has and what is in them. The context is the workspace's root, and path dependencies outside
/// of it, less what .dockerignore says, build outputs, Git's and editors' folders, and whole folders of other MSBuild projects.
/// </summary>
public static class ContextScanner
{
    /// <summary>Scans. What is as <paramref name="recorded"/> has it (path, size, mtime, ctime) is not read again.</summary>
    /// <param name="options">What belongs to the context.</param>
    /// <param name="recorded">The list of an earlier scan; <see langword="null"/> to read every file.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <returns>The context; its list is <paramref name="recorded"/> itself where nothing moved.</returns>
    /// <exception cref="CodedException">The context cannot be built from: a code of <see cref="ContextCodes"/>.</exception>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public static ScannedContext Scan(ContextScanOptions options, ContextList? recorded, CancellationToken cancellation) =>
        Scan(options, recorded, DateTime.UtcNow.Ticks, cancellation);

    /// <summary>The same scan, for a time that is given.</summary>
    internal static ScannedContext Scan(ContextScanOptions options, ContextList? recorded, long start, CancellationToken cancellation)
    {
        var roots = ContextRoots.Choose(options.WorkspaceRoot, options.ExtraRoots);
        var rules = ContextRules.Read(roots, options);
        var found = ContextWalk.Run(roots, rules, cancellation);
        var files = ContextHasher.List(roots, found, recorded, start, cancellation);
        var list = recorded is not null && recorded.Files.SequenceEqual(files) ? recorded : new ContextList(files);
        ContextRequirements.Check(roots, rules, list, options.RequiredFiles);
        return new ScannedContext(roots.Root, list, ContextIgnoreText.Write(roots, rules), [.. ContextLinks.Warnings(roots, list)]);
    }
}
