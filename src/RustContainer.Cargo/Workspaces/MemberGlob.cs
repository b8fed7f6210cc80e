using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Expands an entry of <c>members</c> or <c>default-members</c>.</summary>
internal sealed class MemberGlob
{
    /// <summary>How many paths are looked at for one pattern: links can make paths without number out of a handful of directories.</summary>
    internal const int MaxPaths = 50_000;

    private readonly string[] _parts;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<Place> _walked = [];
    private bool _anyFile;

    /// <summary>A directory, and the part of the pattern that is looked for in it.</summary>
    // A class, since the runtime has code for sets of any class, and compiles it anew for every struct.
    private sealed record Place(string Directory, int Index);

    private MemberGlob(string[] parts) => _parts = parts;

    /// <summary>The absolute directories that match, in ordinal order; the entry itself where nothing does, as Cargo has it.</summary>
    public static IReadOnlyList<string> Expand(ManifestFile root, TomlString entry, string key)
    {
        var literal = WorkspaceSettings.Join(root, entry, key);
        var components = entry.Value.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!components.Any(GlobComponent.IsPattern))
            return File.Exists(literal) ? [] : [literal];
        foreach (var component in components)
        {
            if (GlobComponent.Problem(component) is { } problem)
                throw root.Error(CargoCodes.InvalidPath, $"The pattern \"{entry.Value}\" in `{key}` is not valid: {problem}.", entry);
        }
        var glob = new MemberGlob([.. components.Where((part, index) => part != "**" || index == 0 || components[index - 1] != "**")]);
        if (!glob.TryWalk(entry.Value.StartsWith('/') ? "/" : root.Directory))
            throw root.Error(CargoCodes.InvalidPath,
                $"The pattern \"{entry.Value}\" in `{key}` leads to more than {MaxPaths} paths; name the members, or a " +
                "directory that holds little else.", entry);
        return glob._found.Count > 0 ? [.. glob._found] : glob._anyFile ? [] : [literal];
    }

    private bool TryWalk(string start)
    {
        var waiting = new Stack<Place>([new(start, 0)]);
        while (waiting.TryPop(out var next))
        {
            if (!_walked.Add(next))
                continue;
            if (_walked.Count > MaxPaths)
                return false;
            Walk(next.Directory, next.Index, waiting);
        }
        return true;
    }

    private void Walk(string directory, int index, Stack<Place> waiting)
    {
        var isLast = index == _parts.Length - 1;
        if (index == _parts.Length)
        {
            if (Directory.Exists(directory))
                _found.Add(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
            else
                _anyFile |= File.Exists(directory);
        }
        else if (_parts[index] == "**")
        {
            // At the end of a pattern it means all directories below, and not the one where it begins.
            if (!isLast)
                waiting.Push(new(directory, index + 1));
            foreach (var child in Children(directory).Where(child => Directory.Exists(child) && !IsLink(child)))
            {
                waiting.Push(new(child, index));
                if (isLast)
                    waiting.Push(new(child, index + 1));
            }
        }
        else if (GlobComponent.IsPattern(_parts[index]))
        {
            foreach (var child in Children(directory).Where(child => GlobComponent.Matches(_parts[index], Path.GetFileName(child))))
                waiting.Push(new(child, index + 1));
        }
        else if (Path.Combine(directory, _parts[index]) is var next && Path.Exists(next))
        {
            waiting.Push(new(next, index + 1));
        }
    }

    private static string[] Children(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? Directory.GetFileSystemEntries(directory) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>`**` does not follow links: they may form a ring.</summary>
    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;
}
