using RustContainer.Cargo.Toml;

namespace RustContainer.Replay;

/// <summary>Makes TOML values, so that nothing that a repository says is written unquoted.</summary>
internal static class StubToml
{
    public static TomlString Text(string value) => new(value, default);

    public static TomlArray Texts(IEnumerable<string> values) => new([.. values.Select(Text)], default);

    /// <summary>A table of the entries that have a value.</summary>
    public static TomlTable Table(params IEnumerable<(string Key, TomlValue? Value)> entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => new TomlEntry(entry.Key, entry.Value!, default))], default);
}
