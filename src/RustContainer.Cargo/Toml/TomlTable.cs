using System.Diagnostics.CodeAnalysis;

namespace RustContainer.Cargo.Toml;

/// <summary>A table: keys in the order in which they stand in the text, each with its place.</summary>
/// <param name="Entries">The entries in the text's order; no two have the same key.</param>
/// <param name="Position">Where the table begins.</param>
public sealed record TomlTable(IReadOnlyList<TomlEntry> Entries, TomlPosition Position) : TomlValue(Position)
{
    private readonly Dictionary<string, TomlEntry> _byKey = Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>The entries in the text's order; no two have the same key.</summary>
    /// <remarks>Not settable by <c>with</c>, which would leave the look-up behind.</remarks>
    public IReadOnlyList<TomlEntry> Entries { get; } = Entries;

    /// <summary>The value under <paramref name="key"/>, or <see langword="null"/>.</summary>
    public TomlValue? this[string key] => _byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>The entry under <paramref name="key"/>, where there is one.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlEntry? entry) => _byKey.TryGetValue(key, out entry);
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key, unquoted.</param>
/// <param name="Value">Its value.</param>
/// <param name="KeyPosition">Where the key begins.</param>
public sealed record TomlEntry(string Key, TomlValue Value, TomlPosition KeyPosition);
