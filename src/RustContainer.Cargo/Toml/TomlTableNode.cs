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
internal sealed record TomlKeyPart(string Name, TomlPosition Position);

/// <summary>A table that may still grow. Its values are finished values, open tables, or open arrays of tables.</summary>
internal sealed class TomlTableNode(TomlTableOrigin origin, TomlPosition position, int depth)
{
    private readonly List<OpenEntry> _entries = [];
    private Dictionary<string, OpenEntry>? _byKey;

    public TomlTableOrigin Origin { get; private set; } = origin;

    /// <summary>How many tables and arrays enclose this one.</summary>
    public int Depth { get; } = depth;

    public object? Find(string key) => FindEntry(key)?.Value;

    public TomlPosition PositionOf(string key) => FindEntry(key)!.Key.Position;

    public void Add(TomlKeyPart key, object value)
    {
        var entry = new OpenEntry(key, value);
        _entries.Add(entry);
        _byKey?.Add(key.Name, entry);
        if (_byKey is null && _entries.Count > TomlTable.MostSearched)
            _byKey = _entries.ToDictionary(known => known.Key.Name, StringComparer.Ordinal);
    }

    /// <summary>Gives an implied sub-table the header that now follows.</summary>
    public void Claim(TomlKeyPart key, TomlTableNode table, TomlPosition header)
    {
        table.Origin = TomlTableOrigin.Header;
        table.Position = header;
        FindEntry(key.Name)!.Key = key;
    }

    public TomlTable Freeze()
    {
        var entries = new TomlEntry[_entries.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var (key, value) = (_entries[index].Key, _entries[index].Value);
            entries[index] = new(key.Name, Freeze(value), key.Position);
        }
        return new(entries, Position);
    }

    private TomlPosition Position { get; set; } = position;

    private OpenEntry? FindEntry(string key)
    {
        if (_byKey is not null)
            return _byKey.GetValueOrDefault(key);
        foreach (var entry in _entries)
        {
            if (entry.Key.Name == key)
                return entry;
        }
        return null;
    }

    private static TomlValue Freeze(object value) => value switch
    {
        TomlTableNode table => table.Freeze(),
        TomlTableArrayNode array => new TomlArray(array.Tables.ConvertAll(TomlValue (table) => table.Freeze()), array.Position),
        _ => (TomlValue)value,
    };

    private sealed class OpenEntry(TomlKeyPart key, object value)
    {
        public TomlKeyPart Key { get; set; } = key;

        public object Value { get; } = value;
    }
}

/// <summary>An array of tables that may still grow.</summary>
internal sealed class TomlTableArrayNode(TomlPosition position)
{
    public TomlPosition Position { get; } = position;

    public List<TomlTableNode> Tables { get; } = [];
}
