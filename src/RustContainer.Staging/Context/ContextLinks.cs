using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>
/// Symbolic links are sent as links, as Docker does: one that leads out of the context points to nothing, or to something else, inside
/// the container.
/// </summary>
internal sealed class ContextLinks
{
    private const int MostHops = 40;

    private readonly Dictionary<string, ContextFile> _files;

    /// <summary>Prepares for the links of <paramref name="list"/>.</summary>
    public ContextLinks(ContextList list) => _files = list.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>A warning for each link that leads out of the context.</summary>
    public static IEnumerable<Diagnostic> Warnings(ContextRoots roots, ContextList list) =>
        from file in list.Files
        where file.Kind == ContextFileKind.SymbolicLink && Target(file) is null
        select new Diagnostic(
            ContextCodes.LinkLeavesContext,
            $"The symbolic link '{file.Path}' leads to '{file.LinkTarget}', outside of the build context '{roots.Root}': inside the " +
            "container it points elsewhere. Put a copy in its place, or leave it out by .dockerignore or RustContextExclude.",
            roots.Absolute(file.Path));

    /// <summary>Whether <paramref name="path"/> is a file of the context, links followed as the container will.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <param name="link">The link that leads out of the context on the way; <see langword="null"/> where none does.</param>
    public bool Reaches(string path, out ContextFile? link)
    {
        link = null;
        for (var hops = 0; hops < MostHops; hops++)
        {
            if (_files.TryGetValue(path, out var file) && file.Kind != ContextFileKind.SymbolicLink)
                return true;
            if (FirstLink(path) is not { } next)
                return false;

            link = next;
            if (Target(next) is not { } target)
                return false;
            path = ContextRules.Join(target, path[next.Path.Length..].TrimStart('/')).TrimEnd('/');
            link = null;
        }

        return false;
    }

    private ContextFile? FirstLink(string path)
    {
        for (var end = path.IndexOf('/'); ; end = path.IndexOf('/', end + 1))
        {
            if (_files.TryGetValue(end < 0 ? path : path[..end], out var file) && file.Kind == ContextFileKind.SymbolicLink)
                return file;
            if (end < 0)
                return null;
        }
    }

    /// <summary>Where a link leads, relative to the root; <see langword="null"/> for outside.</summary>
    private static string? Target(ContextFile link)
    {
        if (link.LinkTarget.StartsWith('/') || link.LinkTarget.Contains(":/", StringComparison.Ordinal))
            return null;

        var segments = link.Path.Split('/')[..^1].ToList();
        foreach (var segment in link.LinkTarget.Split('/'))
        {
            if (segment == ".." && segments.Count == 0)
                return null;
            if (segment == "..")
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "."))
                segments.Add(segment);
        }

        return string.Join('/', segments);
    }
}
