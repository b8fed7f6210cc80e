using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Recipes;

/// <summary>Makes new tables from old ones.</summary>
internal static class TomlEdit
{
    public static TomlTable Table(IEnumerable<(string Key, TomlValue? Value)> entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => new TomlEntry(entry.Key, entry.Value!, default))], default);

    public static TomlTable Table(params (string Key, TomlValue? Value)[] entries) => Table(entries.AsEnumerable());

    public static TomlString Text(string value) => new(value, default);

    public static TomlBoolean Flag(bool value) => new(value, default);

    public static TomlArray Texts(IEnumerable<string> values) => new([.. values.Select(Text)], default);

    /// <summary>Every entry mapped; those that map to <see langword="null"/> are left out.</summary>
    public static TomlTable Map(this TomlTable table, Func<string, TomlValue, TomlValue?> map) =>
        Table(table.Entries.Select(entry => (entry.Key, map(entry.Key, entry.Value))));

    /// <summary>The table under a key mapped, where there is one.</summary>
    public static TomlTable MapTable(this TomlTable table, string key, Func<TomlTable, TomlTable?> map) =>
        table.Map((name, value) => name == key && value is TomlTable inner ? map(inner) : value);

    /// <summary>The entry put in place of the old one, or at the end.</summary>
    public static TomlTable With(this TomlTable table, string key, TomlValue value) =>
        table[key] is null
            ? Table(table.Entries.Select(entry => (entry.Key, (TomlValue?)entry.Value)).Append((key, value)))
            : table.Map((name, old) => name == key ? value : old);

    public static TomlTable Without(this TomlTable table, params string[] keys) =>
        table.Map((name, value) => keys.Contains(name, StringComparer.Ordinal) ? null : value);
}
