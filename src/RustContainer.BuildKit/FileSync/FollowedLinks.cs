using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Resolves paths to follow: each link on a path is named itself and so is what it leads to, within the folder.</summary>
internal static class FollowedLinks
{
    private const int MaxLinks = 255;

    /// <summary>The paths and patterns that name all that is needed; one is <c>.</c> where all is.</summary>
    public static IReadOnlyCollection<string> Resolve(SyncTree tree, IReadOnlyList<string> paths)
    {
        var resolved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            Follow(tree, path, resolved, 0);
        }

        return resolved;
    }

    private static void Follow(SyncTree tree, string path, HashSet<string> resolved, int links)
    {
        var pending = new Stack<string>(path.Split('/').Reverse());
        var at = "";
        while (pending.TryPop(out var part))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                at = SyncPath.ParentOf(at);
                continue;
            }

            var folder = at;
            at = folder.Length == 0 ? part : $"{folder}/{part}";
            if (SyncFilter.IsPattern(part) && pending.Count == 0 && links < MaxLinks)
            {
                FollowMatches(tree, folder, at, resolved, links + 1);
            }
            else if (tree.Find(at) is { Kind: SyncEntryKind.SymbolicLink } link && links++ < MaxLinks)
            {
                resolved.Add(at);
                at = link.LinkTarget.StartsWith('/') ? "" : folder;
                foreach (var step in link.LinkTarget.Split('/').Reverse())
                {
                    pending.Push(step);
                }
            }
        }

        resolved.Add(at.Length == 0 ? "." : at);
    }

    private static void FollowMatches(SyncTree tree, string folder, string pattern, HashSet<string> resolved, int links)
    {
        if (pattern[0] is '!' or '#')
        {
            return;
        }

        var matcher = IgnorePatterns.Parse([pattern]);
        foreach (var entry in tree.Entries)
        {
            if (entry.Kind == SyncEntryKind.SymbolicLink && SyncPath.ParentOf(entry.Path) == folder && matcher.IsIgnored(entry.Path)
                && !resolved.Contains(entry.Path))
            {
                Follow(tree, entry.Path, resolved, links);
            }
        }
    }
}
