using System.Diagnostics.CodeAnalysis;

namespace RustContainer.Cargo.Toml;

/// <summary>A table: keys in the order in which they stand in the text, each with its place.</summary>
/// <param name="Entries">The entries in the text's order; no two have the same key.</param>
/// <param name="Position">Where the table begins.</param>
public sealed record TomlTable(IReadOnlyList<TomlEntry> Entries, TomlPosition Position) : TomlValue(Position)
{
    // Most tables have a handful of keys, and there are thousands of them: those are searched as they stand.
    internal const int MostSearched = 8;

    private readonly TomlEntry[] _entries = Entries as TomlEntry[] ?? [.. Entries];

    private readonly Dictionary<string, TomlEntry>? _byKey =
        Entries.Count > MostSearched ? Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal) : null;

    /// <summary>The entries in the text's order; no two have the same key.</summary>
    /// <remarks>Not settable by <c>with</c>, which would leave the look-up behind.</remarks>
    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <summary>The value under <paramref name="key"/>, or <see langword="null"/>.</summary>
    public TomlValue? this[string key] => Find(key)?.Value;

    /// <summary>The entry under <paramref name="key"/>, where there is one.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlEntry? entry) => (entry = Find(key)) is not null;

    private TomlEntry? Find(string key)
    {
        if (_byKey is not null)
            return _byKey.GetValueOrDefault(key);
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
                return entry;
        }
        return null;
    }
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key, unquoted.</param>
/// <param name="Value">Its value.</param>
/// <param name="KeyPosition">Where the key begins.</param>
public sealed record TomlEntry(string Key, TomlValue Value, TomlPosition KeyPosition);
