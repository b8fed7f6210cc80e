using System.Text;

namespace RustContainer.Contract;

/// <summary>One line of a .dockerignore, as <see cref="IgnorePatterns"/> understood it.</summary>
public sealed class IgnorePattern
{
    private readonly IgnoreGlob _glob;

    private IgnorePattern(string text, bool isException, IgnoreGlob glob, string source, int line)
    {
        Text = text;
        IsException = isException;
        _glob = glob;
        Source = source;
        Line = line;
    }

    /// <summary>The pattern, cleaned: no spaces around, no leading or trailing <c>/</c>; an exception keeps its <c>!</c>.</summary>
    public string Text { get; }

    /// <summary>Whether the line begins with <c>!</c>: what it matches is not ignored.</summary>
    public bool IsException { get; }

    /// <summary>The file that holds the line, or whatever else the line came from; empty where the caller named none.</summary>
    public string Source { get; }

    /// <summary>The 1-based line in <see cref="Source"/>.</summary>
    public int Line { get; }

    /// <summary>The pattern that matches exactly <paramref name="path"/> and what lies below it.</summary>
    /// <param name="path">A path, <c>/</c>-separated, without line ends.</param>
    public static string Literal(string path)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            var isEdge = i == 0 || i == path.Length - 1;
            if (char.IsWhiteSpace(path[i]) && isEdge)
                pattern.Append('[').Append(path[i]).Append(']');
            else if (path[i] is '*' or '?' or '[' or '\\' || (path[i] is '!' or '#' && i == 0))
                pattern.Append('\\').Append(path[i]);
            else
                pattern.Append(path[i]);
        }

        return pattern.ToString();
    }

    /// <summary>The same pattern for a root above: it applies to what lies in <paramref name="directory"/> alone.</summary>
    internal IgnorePattern? Under(string directory)
    {
        var path = IsException ? Text[1..] : Text;
        return path is "." or ".." || path.StartsWith("../", StringComparison.Ordinal)
            ? null
            : Read($"{(IsException ? "!" : "")}{Literal(directory)}/{path}", Source, Line);
    }

    /// <summary>Whether the pattern matches exactly <paramref name="path"/>; parent directories are the caller's to try.</summary>
    internal bool Matches(ReadOnlySpan<char> path) => _glob.Matches(path);

    /// <summary>Whether something below <paramref name="directory"/> could match.</summary>
    internal bool MightMatchBelow(string directory) => _glob.MightMatchBelow(directory);

    /// <summary>The pattern that <paramref name="line"/> holds; <see langword="null"/> for a blank line.</summary>
    /// <exception cref="CodedException">The line is no pattern (<see cref="IgnorePatterns.BadPatternCode"/>).</exception>
    internal static IgnorePattern? Read(string line, string source, int number)
    {
        var text = line.Trim();
        if (text.Length == 0)
            return null;

        var isException = text[0] == '!';
        var path = Clean(isException ? text[1..].Trim() : text);
        if (path.Length == 0)
            throw Bad(text, "nothing follows the '!'", source, number);

        return IgnoreGlob.TryRead(path, out var glob, out var fault)
            ? new IgnorePattern(isException ? "!" + path : path, isException, glob, source, number)
            : throw Bad(text, fault, source, number);
    }

    // Docker cleans patterns as Go's path.Clean does, and takes "/x" for "x".
    private static string Clean(string pattern)
    {
        var kept = new List<string>();
        foreach (var segment in pattern.Split('/'))
        {
            if (segment == ".." && kept.Count > 0 && kept[^1] != "..")
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("" or ".") && !(segment == ".." && pattern[0] == '/'))
                kept.Add(segment);
        }

        return kept.Count > 0 || pattern.Length == 0 ? string.Join('/', kept) : ".";
    }

    private static CodedException Bad(string pattern, string fault, string source, int line) => new(new Diagnostic(
        IgnorePatterns.BadPatternCode,
        $"The ignore pattern '{pattern}' is not valid: {fault}. Write it as the .dockerignore reference says, or delete the line.",
        source.Length == 0 ? null : source,
        line));
}
