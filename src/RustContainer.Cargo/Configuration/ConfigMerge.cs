using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Configuration;

/// <summary>Makes one configuration of several files, as Cargo does:
/// https://doc.rust-lang.org/cargo/reference/config.html#hierarchical-structure.</summary>
internal static class ConfigMerge
{
    /// <summary>What a file says, as values that know their file.</summary>
    /// <exception cref="CodedException">It has a float, a date or a time, which Cargo refuses in a configuration.</exception>
    public static ConfigTable Read(ConfigFile file) => (ConfigTable)Read(file, file.Table, ConfigKey.Root);

    /// <summary>Two configurations in one. Tables join key by key, lists one behind the other, and of the rest one stays.</summary>
    /// <param name="old">What was read first.</param>
    /// <param name="next">What was read next.</param>
    /// <param name="nextWins">Whether <paramref name="next"/> has the last word, as what includes a file has over that; else
    /// <paramref name="old"/> has it, as a deeper directory has over those above.</param>
    /// <exception cref="CodedException">The two have a key of kinds that do not go together.</exception>
    public static ConfigTable Merge(ConfigTable old, ConfigTable next, bool nextWins) => Tables(old, next, nextWins, ConfigKey.Root);

    private static ConfigValue Read(ConfigFile file, TomlValue value, ConfigKey key) => value switch
    {
        TomlTable table => new ConfigTable(file, table.Position, [.. table.Entries.Select(entry =>
            new ConfigEntry(entry.Key, entry.KeyPosition, Read(file, entry.Value, key.Then(entry.Key))))]),
        TomlArray array => new ConfigList(file, array.Position, [.. array.Items.Select(item => Read(file, item, key))]),
        TomlString or TomlInteger or TomlBoolean => new ConfigScalar(file, value),
        _ => throw CargoError.At(CargoCodes.InvalidConfig,
            $"`{key}` is {(value is TomlFloat ? "a float" : "a date or time")}, which Cargo's configuration does not have; write a " +
            "string, an integer or a boolean.", file.Path, value.Position),
    };

    private static ConfigValue Merge(ConfigValue old, ConfigValue next, bool nextWins, ConfigKey key) => (old, next) switch
    {
        (ConfigTable first, ConfigTable second) => Tables(first, second, nextWins, key),
        // These replace each other. Cargo 1.95 loses track of the key where two files have several in common, and may join them by chance.
        // It swaps the items alone: a command that took another's place still has its path from where that stood.
        (ConfigList first, ConfigList second) when key.IsCommand => nextWins ? first with { Items = second.Items } : first,
        (ConfigList first, ConfigList second) =>
            first with { Items = nextWins ? [.. first.Items, .. second.Items] : [.. second.Items, .. first.Items] },
        (ConfigScalar, ConfigScalar) => nextWins ? next : old,
        _ => throw (nextWins ? next : old).Error(CargoCodes.ConfigConflict,
            $"`{key}` is {old.Kind} in '{old.File.Path}' and {next.Kind} in '{next.File.Path}', which Cargo cannot join; write both as one " +
            "kind."),
    };

    private static ConfigTable Tables(ConfigTable old, ConfigTable next, bool nextWins, ConfigKey key)
    {
        var entries = old.Entries.ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < entries.Count; index++)
            places.Add(entries[index].Key, index);
        foreach (var entry in next.Entries)
        {
            if (places.TryGetValue(entry.Key, out var place))
                entries[place] = entries[place] with { Value = Merge(entries[place].Value, entry.Value, nextWins, key.Then(entry.Key)) };
            else
                entries.Add(entry);
        }
        return new(old.File, old.Position, entries);
    }
}
