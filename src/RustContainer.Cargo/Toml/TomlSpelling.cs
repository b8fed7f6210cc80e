namespace RustContainer.Cargo.Toml;

/// <summary>Keys that Cargo once wrote with underscores, and writes with dashes now.</summary>
internal static class TomlSpelling
{
    /// <summary>The key in a table that is <paramref name="key"/> but for underscores in the place of dashes; <see langword="null"/> where
    /// there is none.</summary>
    public static string? FindOld(TomlTable table, string key)
    {
        for (var index = 0; index < table.Entries.Count; index++)
        {
            var other = table.Entries[index].Key;
            if (other.Length == key.Length && other != key && other.Contains('_', StringComparison.Ordinal) && other == key.Replace('-', '_'))
                return other;
        }
        return null;
    }
}
