using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>
/// A recipe as a comparable text: all of its JSON, with the manifests and the lock in it read as TOML. The order of keys does not count,
/// that of all else does.
/// </summary>
public static class RecipeTree
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Describe(string json) => Parse(json).ToJsonString(Indented);

    /// <summary>One manifest of a recipe, as the recipe writes it.</summary>
    public static string Manifest(string json, string path) => JsonNode.Parse(json)!["skeleton"]!["manifests"]!.AsArray()
        .Single(manifest => (string)manifest!["relative_path"]! == path)!["contents"]!.GetValue<string>();

    private static JsonNode Parse(string json)
    {
        var recipe = JsonNode.Parse(json)!;
        var skeleton = recipe["skeleton"]!;
        foreach (var manifest in skeleton["manifests"]!.AsArray())
            manifest!["contents"] = Tree(TomlDocument.Parse((string)manifest["contents"]!, "Cargo.toml"));
        if ((string?)skeleton["lock_file"] is { } cargoLock)
            skeleton["lock_file"] = Tree(TomlDocument.Parse(cargoLock, "Cargo.lock"));
        return Sorted(recipe)!;
    }

    private static JsonNode Tree(TomlValue value) => value switch
    {
        TomlTable table => new JsonObject(table.Entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Tree(entry.Value)))),
        TomlArray array => new JsonArray([.. array.Items.Select(Tree)]),
        TomlString text => text.Value,
        TomlBoolean flag => flag.Value,
        TomlInteger number => number.Value,
        TomlFloat number => new JsonObject { ["float"] = number.Value.ToString("R", CultureInfo.InvariantCulture) },
        TomlDateTime time => new JsonObject { [time.Kind.ToString()] = time.Text },
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject table => new JsonObject(table.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
