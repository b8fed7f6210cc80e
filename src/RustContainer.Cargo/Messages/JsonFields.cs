using System.Text.Json;

namespace RustContainer.Cargo.Messages;

/// <summary>Reads fields that may be absent or of another kind than announced; then they count as absent.</summary>
internal static class JsonFields
{
    public static JsonElement? Object(this JsonElement parent, string name) => Field(parent, name, JsonValueKind.Object);

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        Field(parent, name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    public static string? Text(this JsonElement parent, string name) => Field(parent, name, JsonValueKind.String)?.GetString();

    public static List<string> Texts(this JsonElement parent, string name) => parent.Items(name)
        .Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToList();

    public static bool Flag(this JsonElement parent, string name) => Field(parent, name, JsonValueKind.True) is not null;

    /// <summary>A line, a column or a count: 0 where there is none.</summary>
    public static int Place(this JsonElement parent, string name) =>
        Field(parent, name, JsonValueKind.Number) is { } number && number.TryGetInt32(out var value) && value > 0 ? value : 0;

    private static JsonElement? Field(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var field) && field.ValueKind == kind ? field : null;
}
