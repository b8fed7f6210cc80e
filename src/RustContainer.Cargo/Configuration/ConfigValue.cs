using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Configuration;

/// <summary>A value of Cargo's configuration, with the file that it comes from.</summary>
/// <param name="File">The file; of a merged list or table, the one with the last word, while each value in it has its own.</param>
/// <param name="Position">Where it stands in that file.</param>
internal abstract record ConfigValue(ConfigFile File, TomlPosition Position)
{
    /// <summary>What it is, in a sentence.</summary>
    public abstract string Kind { get; }

    /// <summary>An error about this value. The message must not hold it, for it may be a token.</summary>
    public CodedException Error(string code, string message) => CargoError.At(code, message, File.Path, Position);
}

/// <summary>A string, an integer or a boolean.</summary>
internal sealed record ConfigScalar(ConfigFile File, TomlValue Value) : ConfigValue(File, Value.Position)
{
    /// <inheritdoc/>
    public override string Kind => Value switch { TomlString => "a string", TomlInteger => "an integer", _ => "a boolean" };
}

/// <summary>A list.</summary>
internal sealed record ConfigList(ConfigFile File, TomlPosition Position, IReadOnlyList<ConfigValue> Items) : ConfigValue(File, Position)
{
    /// <inheritdoc/>
    public override string Kind => "an array";
}

/// <summary>A table.</summary>
internal sealed record ConfigTable(ConfigFile File, TomlPosition Position, IReadOnlyList<ConfigEntry> Entries) : ConfigValue(File, Position)
{
    private readonly Dictionary<string, ConfigEntry> _byKey = Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>The entries; no two have the same key.</summary>
    /// <remarks>Not settable by <c>with</c>, which would leave the look-up behind.</remarks>
    public IReadOnlyList<ConfigEntry> Entries { get; } = Entries;

    /// <inheritdoc/>
    public override string Kind => "a table";

    /// <summary>The value under a key; <see langword="null"/> where there is none.</summary>
    public ConfigValue? this[string key] => _byKey.GetValueOrDefault(key)?.Value;
}

/// <summary>A key and its value.</summary>
internal sealed record ConfigEntry(string Key, TomlPosition KeyPosition, ConfigValue Value);
