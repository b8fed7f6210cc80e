namespace RustContainer.Contract;

/// <summary>A directory in a walk by <see cref="IgnorePatterns"/>: knows which patterns match it or a directory above it.</summary>
public sealed class IgnoreScope
{
    private readonly IgnorePatterns _patterns;
    private readonly bool[] _matched;

    internal IgnoreScope(IgnorePatterns patterns, bool[] matched)
    {
        _patterns = patterns;
        _matched = matched;
    }

    /// <summary>What <see cref="IgnorePatterns.PatternFor"/> says about an entry of this directory.</summary>
    /// <param name="path">The entry's path from the root of the walk.</param>
    public IgnorePattern? PatternFor(string path)
    {
        for (var i = _matched.Length - 1; i >= 0; i--)
        {
            if (_matched[i] || _patterns.Patterns[i].Matches(path))
                return _patterns.Patterns[i];
        }

        return null;
    }

    /// <summary>The scope of a directory in this one.</summary>
    /// <param name="directory">Its path from the root of the walk.</param>
    public IgnoreScope Enter(string directory)
    {
        var matched = new bool[_matched.Length];
        for (var i = 0; i < matched.Length; i++)
            matched[i] = _matched[i] || _patterns.Patterns[i].Matches(directory);
        return new IgnoreScope(_patterns, matched);
    }
}
