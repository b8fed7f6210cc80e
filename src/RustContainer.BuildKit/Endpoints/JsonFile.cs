using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Reads small JSON files of Docker's.</summary>
internal static class JsonFile
{
    private const int MaxLength = 1 << 20;

    /// <summary>What <paramref name="read"/> makes of the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="read">Takes the root; what it finds of the wrong kind is an error.</param>
    /// <param name="invalid">Makes an error of what is wrong and its cause.</param>
    /// <param name="mayBeEmpty">Whether a file without content is one without members, as Docker takes its config.json.</param>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static T Read<T>(
        string file, Func<JsonElement, T> read, Func<string, Exception?, CodedException> invalid, bool mayBeEmpty = false)
    {
        try
        {
            if (new FileInfo(file).Length > MaxLength)
            {
                throw invalid($"{file} is longer than 1 MiB.", null);
            }

            var text = File.ReadAllBytes(file);
            var isEmpty = text.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0;
            using var document = JsonDocument.Parse(isEmpty && mayBeEmpty ? "{}"u8.ToArray() : text);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            // The text of the cause may repeat what stands in the file.
            var diagnostic = invalid($"{file} is not valid JSON.", null).Diagnostic;
            throw new CodedException(
                diagnostic with { File = file, Line = (int)(e.LineNumber ?? 0) + 1, Column = (int)(e.BytePositionInLine ?? 0) + 1 }, e);
        }
        catch (InvalidOperationException e)
        {
            throw invalid($"{file} has a value of the wrong kind.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw invalid($"{file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A member of an object; <see langword="null"/> where there is none.</summary>
    public static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A member that is a text; <see langword="null"/> where there is none.</summary>
    public static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
