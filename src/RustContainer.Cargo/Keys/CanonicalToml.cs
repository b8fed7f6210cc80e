using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>Writes tables so that only their meaning counts.</summary>
internal static class CanonicalToml
{
    /// <summary>The table with its keys sorted, and those of the tables in it.</summary>
    public static TomlTable Sort(TomlTable table) =>
        TomlEdit.Table(table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new TomlField(entry.Key, Sort(entry.Value))));

    /// <summary>The table less the tables in it that are empty, or hold nothing but such.</summary>
    public static TomlTable WithoutEmpty(TomlTable table) => table.Map((_, value) =>
        value is not TomlTable inner ? value : WithoutEmpty(inner) is { Entries.Count: > 0 } kept ? kept : null);

    /// <summary>One line for each value: its dotted key, and the value.</summary>
    public static IEnumerable<string> Lines(string prefix, TomlTable table)
    {
        foreach (var entry in table.Entries)
        {
            var path = $"{prefix}.{OneLine(entry.Key)}";
            if (entry.Value is TomlTable { Entries.Count: > 0 } inner)
            {
                foreach (var line in Lines(path, inner))
                    yield return line;
            }
            else
            {
                yield return $"{path} = {TomlWriter.WriteInline(Sort(entry.Value))}";
            }
        }
    }

    /// <summary>The text on one line.</summary>
    public static string OneLine(string text)
    {
        // Nearly all are plain, and the first call of ReplaceLineEndings costs milliseconds.
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
                return text.ReplaceLineEndings(" ");
        }
        return text;
    }

    private static TomlValue Sort(TomlValue value) => value switch
    {
        TomlTable table => Sort(table),
        TomlArray array => new TomlArray([.. array.Items.Select(Sort)], default),
        _ => value,
    };
}
