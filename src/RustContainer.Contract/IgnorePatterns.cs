namespace RustContainer.Contract;

/// <summary>
/// The lines of a .dockerignore, with the meaning that Docker gives them (github.com/moby/patternmatcher): the last line that matches a
/// path or one of its parent directories decides. The same on every host: <c>/</c> separates, <c>\</c> escapes, case counts.
/// Matching takes time in proportion to pattern and path, whatever the pattern.
/// </summary>
public sealed class IgnorePatterns
{
    /// <summary>The code of the error for a line that is no pattern.</summary>
    public const string BadPatternCode = "RUSTPROJ3050";

    private IgnorePatterns(IReadOnlyList<IgnorePattern> patterns) => Patterns = patterns;

    /// <summary>No pattern: nothing is ignored.</summary>
    public static IgnorePatterns None { get; } = new([]);

    /// <summary>The patterns in the order of their lines.</summary>
    public IReadOnlyList<IgnorePattern> Patterns { get; }

    /// <summary>Reads patterns as BuildKit sends them: one a line, no comments.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <exception cref="CodedException">A line is no pattern (<see cref="BadPatternCode"/>).</exception>
    public static IgnorePatterns Parse(IEnumerable<string> lines, string source = "") =>
        new([.. lines.Select((line, index) => IgnorePattern.Read(line, source, index + 1)).OfType<IgnorePattern>()]);

    /// <summary>Reads the text of a .dockerignore: a byte order mark and lines that begin with <c>#</c> are skipped.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">The path of the file, for messages.</param>
    /// <exception cref="CodedException">A line is no pattern (<see cref="BadPatternCode"/>).</exception>
    public static IgnorePatterns ParseDockerignore(string text, string source = "") =>
        Parse(text.TrimStart('\uFEFF').Split('\n').Select(line => line.StartsWith('#') ? "" : line), source);

    /// <summary>These patterns followed by <paramref name="others"/>, each with its own source and line.</summary>
    public IgnorePatterns FollowedBy(IgnorePatterns others) => new([.. Patterns, .. others.Patterns]);

    /// <summary>The same patterns for a root above: they apply to what lies in <paramref name="directory"/> alone.</summary>
    /// <param name="directory">Where their root lies, relative to the root above; empty for the same root.</param>
    public IgnorePatterns Under(string directory) =>
        directory.Length == 0 ? this : new([.. Patterns.Select(pattern => pattern.Under(directory)).OfType<IgnorePattern>()]);

    /// <summary>Whether <paramref name="path"/> is ignored.</summary>
    /// <param name="path">Relative to the root of the patterns, <c>/</c>-separated.</param>
    public bool IsIgnored(string path) => PatternFor(path) is { IsException: false };

    /// <summary>
    /// The pattern that decides about <paramref name="path"/>: the last that matches it or a directory above it; <see langword="null"/>
    /// where none does.
    /// </summary>
    /// <param name="path">Relative to the root of the patterns, <c>/</c>-separated.</param>
    public IgnorePattern? PatternFor(string path)
    {
        var index = IndexFor(path);
        return index < 0 ? null : Patterns[index];
    }

    /// <summary>
    /// Whether an exception could apply to something below the ignored <paramref name="directory"/>, so that it has to be walked all
    /// the same.
    /// </summary>
    /// <param name="directory">Relative to the root of the patterns, <c>/</c>-separated.</param>
    public bool MightHoldException(string directory)
    {
        // What decides about the directory matches all below it too: only what comes later can overrule it.
        for (var i = IndexFor(directory) + 1; i < Patterns.Count; i++)
        {
            if (Patterns[i].IsException && Patterns[i].MightMatchBelow(directory))
                return true;
        }

        return false;
    }

    /// <summary>Begins a walk from the root that does not try the parents of each path anew.</summary>
    public IgnoreScope EnterRoot() => new(this, new bool[Patterns.Count]);

    private int IndexFor(string path)
    {
        for (var i = Patterns.Count - 1; i >= 0; i--)
        {
            if (MatchesPathOrParent(Patterns[i], path))
                return i;
        }

        return -1;
    }

    private static bool MatchesPathOrParent(IgnorePattern pattern, string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (pattern.Matches(path.AsSpan(0, end)))
                return true;
        }

        return pattern.Matches(path);
    }
}
