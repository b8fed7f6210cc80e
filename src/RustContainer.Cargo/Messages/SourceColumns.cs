using System.Text.Json;

namespace RustContainer.Cargo.Messages;

/// <summary>
/// Counts columns as editors and MSBuild's other compilers do: in UTF-16 units. rustc counts characters, of which those beyond the
/// basic plane are two units.
/// </summary>
internal static class SourceColumns
{
    /// <summary>A column of a span, 1-based; as rustc has it where it does not quote the source line.</summary>
    public static int InUtf16(JsonElement span, string name, bool firstLine)
    {
        var column = span.Place(name);
        var lines = span.Items("text");
        var quoted = firstLine ? lines.FirstOrDefault() : lines.LastOrDefault();
        return column > 1 && quoted.Text("text") is { } line
            ? column + line.EnumerateRunes().Take(column - 1).Count(rune => rune.Utf16SequenceLength == 2)
            : column;
    }
}
