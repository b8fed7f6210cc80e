namespace RustContainer.Cargo.Toml;

/// <summary>How a table that is still open came to be; this decides who may add to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>Only mentioned inside the header of a deeper table; its own header may still follow.</summary>
    Implied,

    /// <summary>Has a header of its own, or is the root.</summary>
    Header,

    /// <summary>Made by a dotted key; only dotted keys of the same section and headers of sub-tables may add to it.</summary>
    DottedKey,
}

/// <summary>A key, or one part of a dotted key.</summary>
internal readonly record struct TomlKeyPart(string Name, TomlPosition Position);

/// <summary>A table that may still grow. Its values are finished values, open tables, or open arrays of tables.</summary>
internal sealed class TomlTableNode(TomlTableOrigin origin, TomlPosition position, int depth)
{
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly List<(TomlKeyPart Key, object Value)> _entries = [];

    public TomlTableOrigin Origin { get; private set; } = origin;

    /// <summary>How many tables and arrays enclose this one.</summary>
    public int Depth { get; } = depth;

    public object? Find(string key) => _indexOf.TryGetValue(key, out var index) ? _entries[index].Value : null;

    public TomlPosition PositionOf(string key) => _entries[_indexOf[key]].Key.Position;

    public void Add(TomlKeyPart key, object value)
    {
        _indexOf.Add(key.Name, _entries.Count);
        _entries.Add((key, value));
    }

    /// <summary>Gives an implied sub-table the header that now follows.</summary>
    public void Claim(TomlKeyPart key, TomlTableNode table, TomlPosition header)
    {
        table.Origin = TomlTableOrigin.Header;
        table.Position = header;
        _entries[_indexOf[key.Name]] = (key, table);
    }

    public TomlTable Freeze() =>
        new(_entries.ConvertAll(entry => new TomlEntry(entry.Key.Name, Freeze(entry.Value), entry.Key.Position)), Position);

    private TomlPosition Position { get; set; } = position;

    private static TomlValue Freeze(object value) => value switch
    {
        TomlTableNode table => table.Freeze(),
        TomlTableArrayNode array => new TomlArray(array.Tables.ConvertAll(TomlValue (table) => table.Freeze()), array.Position),
        _ => (TomlValue)value,
    };
}

/// <summary>An array of tables that may still grow.</summary>
internal sealed class TomlTableArrayNode(TomlPosition position)
{
    public TomlPosition Position { get; } = position;

    public List<TomlTableNode> Tables { get; } = [];
}
