using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A table of a manifest whose values are read by type; a value of another type is an error with its place.</summary>
/// <param name="File">The manifest.</param>
/// <param name="Table">The table.</param>
/// <param name="Key">The key that it stands under, dotted where that is not in <paramref name="Parent"/>; "" for the document.</param>
/// <param name="Parent">The table that it stands in, where that is known.</param>
internal sealed record ManifestSection(ManifestFile File, TomlTable Table, string Key = "", ManifestSection? Parent = null)
{
    /// <summary>The table's dotted path, "" for the document. Messages alone need it, so that it is put together for them.</summary>
    public string Path => Parent is { Path: { Length: > 0 } above } ? $"{above}.{Key}" : Key;

    public TomlPosition Position => Table.Position;

    public bool Has(string key) => Table[key] is not null;

    public string? String(string key) => Table[key] switch
    {
        null => null,
        TomlString text => text.Value,
        var other => throw WrongType(key, other, "a string"),
    };

    public bool? Bool(string key) => Table[key] switch
    {
        null => null,
        TomlBoolean flag => flag.Value,
        var other => throw WrongType(key, other, "a boolean"),
    };

    public ManifestSection? Section(string key) => Table[key] switch
    {
        null => null,
        TomlTable table => new(File, table, key, this),
        var other => throw WrongType(key, other, "a table"),
    };

    /// <summary>The sub-tables of the table under <paramref name="key"/>; none where there is no such table.</summary>
    public IEnumerable<(TomlEntry Entry, ManifestSection Section)> Sections(string key)
    {
        if (Section(key) is not { } parent)
            yield break;
        foreach (var entry in parent.Table.Entries)
            yield return (entry, parent.Section(entry.Key)!);
    }

    /// <summary>An array of tables; <see langword="null"/> where the key is absent.</summary>
    public IReadOnlyList<ManifestSection>? Array(string key)
    {
        if (Table[key] is not { } value)
            return null;
        if (value is not TomlArray array)
            throw WrongType(key, value, "an array of tables");
        var sections = new List<ManifestSection>(array.Items.Count);
        foreach (var item in array.Items)
            sections.Add(item is TomlTable table ? new(File, table, key, this) : throw WrongType(key, item, "a table"));
        return sections;
    }

    public IReadOnlyList<string>? Strings(string key) => TextItems(key)?.Select(item => item.Value).ToArray();

    /// <summary>The strings of an array with their places; <see langword="null"/> where the key is absent.</summary>
    public IReadOnlyList<TomlString>? TextItems(string key)
    {
        if (Table[key] is not { } value)
            return null;
        if (value is not TomlArray array)
            throw WrongType(key, value, "an array of strings");
        var texts = new List<TomlString>(array.Items.Count);
        foreach (var item in array.Items)
            texts.Add(item as TomlString ?? throw WrongType(key, item, "a string"));
        return texts;
    }

    /// <summary>The spelling of a key that is in use: with dashes, or the old one with underscores, which edition 2024 refuses.</summary>
    public string Spelling(string key, string edition)
    {
        if (TomlSpelling.FindOld(Table, key) is not { } old)
            return key;
        return string.CompareOrdinal(edition, "2024") < 0
            ? Has(key) ? key : old
            : throw Error(CargoCodes.WrongType, $"`{Join(old)}` is a spelling that edition 2024 gave up; write `{key}`.", old);
    }

    public CodedException Error(string code, string message, string? key = null) =>
        File.Error(code, message, key is not null && Table.TryGet(key, out var entry) ? entry.KeyPosition : Position);

    public CodedException WrongType(string key, TomlValue value, string expected) =>
        File.WrongType(Join(key), value, expected);

    public string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
