using System.Globalization;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Toml;

/// <summary>Shows a value on one line, so that a test can state it and a failure shows the difference.</summary>
internal static class TomlText
{
    public static string Show(TomlValue value) => value switch
    {
        TomlTable table => "{" + string.Join(", ", table.Entries.Select(entry => $"{entry.Key}: {Show(entry.Value)}")) + "}",
        TomlArray array => "[" + string.Join(", ", array.Items.Select(Show)) + "]",
        TomlString text => "'" + Escape(text.Value) + "'",
        TomlInteger integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        TomlFloat number => "f" + number.Value.ToString("R", CultureInfo.InvariantCulture),
        TomlBoolean boolean => boolean.Value ? "true" : "false",
        TomlDateTime time => $"{time.Kind}({time.Text})",
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static string Escape(string text) => string.Concat(text.Select(c => c is < ' ' or '\u007F' ? $"<{(int)c:x2}>" : c.ToString()));
}
