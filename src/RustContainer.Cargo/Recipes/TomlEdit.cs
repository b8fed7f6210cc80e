using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Recipes;

/// <summary>Makes new tables from old ones.</summary>
internal static class TomlEdit
{
    public static TomlTable Table(IEnumerable<TomlField> entries)
    {
        var kept = new List<TomlEntry>();
        foreach (var (key, value) in entries)
            kept.AddEntry(key, value);
        return new(kept, default);
    }

    public static TomlTable Table(params TomlField[] entries) =>
        Table((IEnumerable<TomlField>)entries);

    public static TomlString Text(string value) => new(value, default);

    public static TomlBoolean Flag(bool value) => new(value, default);

    public static TomlArray Texts(IEnumerable<string> values) => new([.. values.Select(Text)], default);

    /// <summary>Every entry mapped; those that map to <see langword="null"/> are left out. Where none changes, the table itself.</summary>
    public static TomlTable Map(this TomlTable table, Func<string, TomlValue, TomlValue?> map)
    {
        List<TomlEntry>? changed = null;
        for (var index = 0; index < table.Entries.Count; index++)
        {
            var entry = table.Entries[index];
            var value = map(entry.Key, entry.Value);
            if (ReferenceEquals(value, entry.Value))
            {
                changed?.Add(entry);
                continue;
            }
            changed ??= [.. table.Entries.Take(index)];
            changed.AddEntry(entry.Key, value);
        }
        return changed is null ? table : new(changed, default);
    }

    /// <summary>The table under a key mapped, where there is one.</summary>
    public static TomlTable MapTable(this TomlTable table, string key, Func<TomlTable, TomlTable?> map) =>
        table[key] is not TomlTable old ? table : map(old) is { } mapped ? ReferenceEquals(mapped, old) ? table : table.With(key, mapped)
            : table.Without(key);

    /// <summary>The entry put in place of the old one, or at the end.</summary>
    public static TomlTable With(this TomlTable table, string key, TomlValue value) =>
        table[key] is null
            ? new([.. table.Entries, new(key, value, default)], default)
            : table.Map((name, old) => name == key ? value : old);

    public static TomlTable Without(this TomlTable table, params string[] keys) =>
        Array.Exists(keys, key => table[key] is not null)
            ? table.Map((name, value) => keys.Contains(name, StringComparer.Ordinal) ? null : value) : table;

    /// <summary>
    /// The entry under <paramref name="key"/> where it was written with underscores; that with hyphens wins, as with Cargo.
    /// </summary>
    public static TomlTable Respelled(this TomlTable table, string key)
    {
        return TomlSpelling.FindOld(table, key) is not { } old ? table : table[key] is null ? table.Renamed(old, key) : table.Without(old);
    }

    private static TomlTable Renamed(this TomlTable table, string old, string key) =>
        Table(table.Entries.Select(entry => new TomlField(entry.Key == old ? key : entry.Key, entry.Value)));

    private static void AddEntry(this List<TomlEntry> entries, string key, TomlValue? value)
    {
        if (value is not null)
            entries.Add(new(key, value, default));
    }
}
