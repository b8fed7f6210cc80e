using System.Globalization;
using System.Text;
using System.Text.Json;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Toml;

/// <summary>
/// The public toml-test suite, where TOML_TEST_DIR names its folder: every case that files-toml-1.1.0 lists.
/// The project's own cases need no such folder.
/// </summary>
public sealed class TomlTestSuite
{
    private const string Root = "TOML_TEST_DIR";

    public static TheoryData<string> ValidCases => Cases("valid/");

    public static TheoryData<string> InvalidCases => Cases("invalid/");

    [FolderTheory(Root)]
    [MemberData(nameof(ValidCases))]
    public void Valid_documents_have_the_listed_values(string file)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(PathOf(file), ".json")));
        var actual = TomlDocument.ReadFile(PathOf(file));
        Assert.Equal(Expected(expected.RootElement), Actual(actual));
        Assert.Equal(Actual(actual), Actual(TomlDocument.Parse(TomlWriter.Write(actual), "written.toml")));
    }

    [FolderTheory(Root)]
    [MemberData(nameof(InvalidCases))]
    public void Invalid_documents_are_refused_with_a_place(string file)
    {
        var error = Assert.Throws<CodedException>(() => TomlDocument.ReadFile(PathOf(file))).Diagnostic;
        Assert.Equal(TomlCodes.Syntax, error.Code);
        Assert.Equal(PathOf(file), error.File);
        Assert.True(error.Line > 0 && error.Column > 0, error.ToString());
    }

    private static TheoryData<string> Cases(string prefix)
    {
        var cases = new TheoryData<string>();
        if (Environment.GetEnvironmentVariable(Root) is not { Length: > 0 } root)
            return cases;

        foreach (var file in File.ReadLines(Path.Combine(root, "files-toml-1.1.0")))
        {
            if (file.StartsWith(prefix, StringComparison.Ordinal) && file.EndsWith(".toml", StringComparison.Ordinal))
                cases.Add(file);
        }

        return cases;
    }

    private static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable(Root)!, file);

    private static string Expected(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(", ", element.EnumerateArray().Select(Expected))}]",
        JsonValueKind.Object when IsTagged(element) =>
            Tagged(element.GetProperty("type").GetString()!, element.GetProperty("value").GetString()!),
        _ => Table(element.EnumerateObject().Select(property => (property.Name, Expected(property.Value)))),
    };

    private static bool IsTagged(JsonElement element) =>
        element.EnumerateObject().Count() == 2
        && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && element.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String;

    private static string Actual(TomlValue value) => value switch
    {
        TomlTable table => Table(table.Entries.Select(entry => (entry.Key, Actual(entry.Value)))),
        TomlArray array => $"[{string.Join(", ", array.Items.Select(Actual))}]",
        TomlString text => Tagged("string", text.Value),
        TomlInteger integer => Tagged("integer", integer.Value.ToString(CultureInfo.InvariantCulture)),
        TomlFloat number => Tagged("float", number.Value.ToString("R", CultureInfo.InvariantCulture)),
        TomlBoolean boolean => Tagged("bool", boolean.Value ? "true" : "false"),
        TomlDateTime { Kind: TomlDateTimeKind.OffsetDateTime } time => Tagged("datetime", time.Text),
        TomlDateTime { Kind: TomlDateTimeKind.LocalDateTime } time => Tagged("datetime-local", time.Text),
        TomlDateTime { Kind: TomlDateTimeKind.LocalDate } time => Tagged("date-local", time.Text),
        TomlDateTime time => Tagged("time-local", time.Text),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string Table(IEnumerable<(string Key, string Value)> entries) =>
        "{" + string.Join(", ", entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{JsonSerializer.Serialize(entry.Key)}: {entry.Value}")) + "}";

    private static string Tagged(string type, string value) => $"{type}({type switch
    {
        "float" => Number(value),
        "string" => JsonSerializer.Serialize(value),
        _ when value.Contains('.', StringComparison.Ordinal) => WithoutTrailingZeros(value),
        _ => value,
    }})";

    private static string Number(string text) => text.TrimStart('+').ToLowerInvariant() switch
    {
        "inf" or "infinity" => "inf",
        "-inf" or "-infinity" => "-inf",
        "nan" or "-nan" => "nan",
        var digits => double.Parse(digits, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
    };

    private static string WithoutTrailingZeros(string time)
    {
        var point = time.IndexOf('.', StringComparison.Ordinal);
        var end = point + 1;
        while (end < time.Length && char.IsAsciiDigit(time[end]))
            end++;
        return new StringBuilder(time[..end].TrimEnd('0').TrimEnd('.')).Append(time, end, time.Length - end).ToString();
    }
}
