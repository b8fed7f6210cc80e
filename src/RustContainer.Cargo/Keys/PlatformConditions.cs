namespace RustContainer.Cargo.Keys;

/// <summary>Under which of the conditions that are not known here something is reached: alternatives, each a set that must all
/// hold.</summary>
internal sealed class PlatformConditions
{
    private const int MaxAlternatives = 8;

    private readonly List<SortedSet<string>> _alternatives = [];

    /// <summary>The alternatives; one that is empty always holds.</summary>
    public IReadOnlyList<SortedSet<string>> Alternatives => _alternatives;

    /// <summary>Adds an alternative.</summary>
    /// <returns>Whether it says something new.</returns>
    public bool Add(SortedSet<string> alternative)
    {
        foreach (var known in _alternatives)
        {
            if (known.IsSubsetOf(alternative))
                return false;
        }
        if (_alternatives.Count > 0)
            _alternatives.RemoveAll(alternative.IsSubsetOf);
        _alternatives.Add(alternative);
        if (_alternatives.Count > MaxAlternatives)
        {
            _alternatives.Clear();
            _alternatives.Add(new(StringComparer.Ordinal));
        }
        return true;
    }

    /// <summary>The key of one <c>[target]</c> table that says the same; <see langword="null"/> where it always holds.</summary>
    public string? ToKey()
    {
        if (_alternatives.Exists(alternative => alternative.Count == 0))
            return null;
        var texts = _alternatives.Select(alternative => Join("all", alternative)).Order(StringComparer.Ordinal).ToArray();
        // A triple stands alone: no cfg can say it.
        var cfgs = texts.Where(text => text.Length > 0).ToArray();
        if (cfgs.Length == 0 && _alternatives is [{ Count: 1 } only])
            return only.Min;
        return cfgs.Length < texts.Length ? null : $"cfg({Join("any", cfgs.Select(text => $"cfg({text})"))})";
    }

    private static string Join(string word, IEnumerable<string> keys)
    {
        var inner = keys.Where(key => key.StartsWith("cfg(", StringComparison.Ordinal)).Select(key => key[4..^1]).ToArray();
        return inner.Length > 1 ? $"{word}({string.Join(", ", inner)})" : inner.FirstOrDefault() ?? "";
    }
}
