using System.Buffers;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Which entries of a folder BuildKit wants: those that the exclude patterns leave and, where paths to follow or include
/// patterns are given, that one of them names.</summary>
internal sealed class SyncFilter
{
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[\\");

    private readonly IgnorePatterns _excluded;
    private readonly IgnorePatterns _includedPatterns;
    private readonly HashSet<string> _includedPaths;
    private readonly bool _includesAll;

    private SyncFilter(IReadOnlyList<string> excludes, IReadOnlyCollection<string>? includes)
    {
        _excluded = IgnorePatterns.Parse(excludes);

        // As a pattern such a line would mean something else than the file of that name. More than was asked for is never wrong.
        _includesAll = includes is null || includes.Any(i => i is "" or "." || (IsPattern(i) && i[0] is '!' or '#'));
        _includedPaths = new HashSet<string>(_includesAll ? [] : includes!.Where(i => !IsPattern(i)), StringComparer.Ordinal);
        _includedPatterns = IgnorePatterns.Parse(_includesAll ? [] : includes!.Where(IsPattern));
    }

    /// <summary>The filter that the metadata of a DiffCopy call describes.</summary>
    /// <exception cref="CodedException">A pattern is not valid.</exception>
    public static SyncFilter For(SyncTree tree, SyncRequest request)
    {
        var included = request.IncludePatterns.Select(i => i.Trim('/')).ToList();
        included.AddRange(FollowedLinks.Resolve(tree, request.FollowPaths));
        var all = request.IncludePatterns.Count + request.FollowPaths.Count == 0;
        return new SyncFilter(request.ExcludePatterns, all ? null : included);
    }

    /// <summary>The entries to send, in order. A folder that is not wanted itself comes only where something in it is.</summary>
    public IEnumerable<SyncEntry> Apply(SyncTree tree)
    {
        var withheld = new Stack<SyncEntry>();
        foreach (var entry in tree.Entries)
        {
            if (!IsWanted(entry.Path))
            {
                if (entry.Kind == SyncEntryKind.Directory)
                {
                    LeaveFolders(withheld, entry.Path);
                    withheld.Push(entry);
                }

                continue;
            }

            LeaveFolders(withheld, entry.Path);
            foreach (var parent in withheld.Reverse())
            {
                yield return parent;
            }

            withheld.Clear();
            yield return entry;
        }
    }

    /// <summary>Whether <paramref name="text"/> means more than the file of that name.</summary>
    internal static bool IsPattern(string text) => text.AsSpan().IndexOfAny(Wildcards) >= 0;

    private bool IsWanted(string path) =>
        !_excluded.IsIgnored(path) && (_includesAll || NamesPathOrParent(path) || _includedPatterns.IsIgnored(path));

    private bool NamesPathOrParent(string path)
    {
        for (var at = path; at.Length > 0; at = SyncPath.ParentOf(at))
        {
            if (_includedPaths.Contains(at))
            {
                return true;
            }
        }

        return false;
    }

    private static void LeaveFolders(Stack<SyncEntry> withheld, string path)
    {
        while (withheld.TryPeek(out var folder) && !path.StartsWith(folder.Path + "/", StringComparison.Ordinal))
        {
            withheld.Pop();
        }
    }
}
