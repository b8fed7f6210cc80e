using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>Whether flags for rustc set a <c>cfg</c>.</summary>
internal static class CfgFlags
{
    /// <summary>Whether the text has such a flag.</summary>
    public static bool AreIn(string flags) => flags.Contains("--cfg", StringComparison.Ordinal);

    /// <summary>Whether any value of a configuration has one.</summary>
    public static bool AreIn(TomlValue? config) => config switch
    {
        TomlString text => AreIn(text.Value),
        TomlArray array => array.Items.Any(AreIn),
        TomlTable table => table.Entries.Any(entry => AreIn(entry.Value)),
        _ => false,
    };
}
