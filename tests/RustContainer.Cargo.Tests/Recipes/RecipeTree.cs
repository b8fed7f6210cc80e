using System.Text;
using System.Text.Json;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>A recipe as a comparable text: the TOML texts in it are read, and the order of their keys does not count.</summary>
public static class RecipeTree
{
    public static string Describe(string json)
    {
        var skeleton = JsonDocument.Parse(json).RootElement.GetProperty("skeleton");
        var text = new StringBuilder();
        foreach (var manifest in skeleton.GetProperty("manifests").EnumerateArray())
        {
            text.AppendLine(manifest.GetProperty("relative_path").GetString());
            Append(text, TomlDocument.Parse(manifest.GetProperty("contents").GetString()!, "Cargo.toml"), "  ");
            foreach (var target in manifest.GetProperty("targets").EnumerateArray())
                text.Append("  target ").AppendLine(target.GetRawText());
        }
        text.Append("config ").AppendLine(skeleton.GetProperty("config_file").GetRawText());
        text.Append("toolchain ").AppendLine(skeleton.GetProperty("rust_toolchain_file").GetRawText());
        text.AppendLine("lock");
        if (skeleton.GetProperty("lock_file").GetString() is { } cargoLock)
            Append(text, TomlDocument.Parse(cargoLock, "Cargo.lock"), "  ");
        return text.ToString();
    }

    private static void Append(StringBuilder text, TomlTable table, string indent)
    {
        foreach (var entry in table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(indent).Append(entry.Key);
            if (entry.Value is TomlTable inner)
            {
                text.AppendLine();
                Append(text, inner, indent + "  ");
            }
            else if (entry.Value is TomlArray { Items: [TomlTable, ..] } tables)
            {
                text.AppendLine(" []");
                foreach (var item in tables.Items.OfType<TomlTable>())
                {
                    Append(text, item, indent + "  ");
                    text.Append(indent).AppendLine("  -");
                }
            }
            else
            {
                text.Append(" = ").AppendLine(TomlWriter.WriteInline(entry.Value));
            }
        }
    }
}
