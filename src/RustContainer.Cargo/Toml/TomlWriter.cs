using System.Globalization;
using System.Text;

namespace RustContainer.Cargo.Toml;

/// <summary>
/// Writes a table as TOML 1.0 text, the same bytes for the same table: in every table first the values, then the sub-tables under
/// headers of their own, each in the table's order. Lines end in LF.
/// </summary>
public static class TomlWriter
{
    private const int UsualLength = 1024;

    /// <summary>Writes a document. Reading it again gives an equal table (<see cref="TomlEquality"/>).</summary>
    public static string Write(TomlTable table) => Write(table, new StringBuilder(UsualLength));

    /// <summary>The same with memory that was used for other documents before.</summary>
    internal static string Write(TomlTable table, StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(table);
        text.Clear();
        WriteBody(text, table, "");
        return text.ToString();
    }

    /// <summary>Writes a value as it stands behind an equals sign, on one line.</summary>
    public static string WriteInline(TomlValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = new StringBuilder();
        WriteInline(text, value);
        return text.ToString();
    }

    private static void WriteBody(StringBuilder text, TomlTable table, string path)
    {
        var tables = 0;
        for (var index = 0; index < table.Entries.Count; index++)
        {
            var entry = table.Entries[index];
            if (HasHeader(entry.Value))
            {
                tables++;
                continue;
            }
            WriteKey(text, entry.Key);
            text.Append(" = ");
            WriteInline(text, entry.Value);
            text.Append('\n');
        }

        for (var index = 0; tables > 0 && index < table.Entries.Count; index++)
        {
            var entry = table.Entries[index];
            if (!HasHeader(entry.Value))
                continue;
            tables--;
            var childPath = path + (path.Length > 0 ? "." : "") + Key(entry.Key);
            if (entry.Value is TomlTable child)
                WriteTable(text, child, childPath);
            else
                WriteTables(text, (TomlArray)entry.Value, childPath);
        }
    }

    private static void WriteTable(StringBuilder text, TomlTable table, string path)
    {
        // A table that holds nothing but tables exists by their headers.
        if (table.Entries.Count == 0 || table.Entries.Any(entry => !HasHeader(entry.Value)))
            WriteHeader(text, "[", path, "]");
        WriteBody(text, table, path);
    }

    private static void WriteTables(StringBuilder text, TomlArray tables, string path)
    {
        foreach (var table in tables.Items)
        {
            WriteHeader(text, "[[", path, "]]");
            WriteBody(text, (TomlTable)table, path);
        }
    }

    private static void WriteHeader(StringBuilder text, string open, string path, string close) =>
        text.Append(text.Length > 0 ? "\n" : "").Append(open).Append(path).Append(close).Append('\n');

    private static bool HasHeader(TomlValue value) =>
        value is TomlTable || (value is TomlArray { Items.Count: > 0 } array && array.Items.All(item => item is TomlTable));

    private static void WriteInline(StringBuilder text, TomlValue value)
    {
        switch (value)
        {
            case TomlString @string: WriteString(text, @string.Value); break;
            case TomlInteger integer: text.Append(integer.Value.ToString(CultureInfo.InvariantCulture)); break;
            case TomlFloat number: text.Append(Float(number.Value)); break;
            case TomlBoolean boolean: text.Append(boolean.Value ? "true" : "false"); break;
            case TomlDateTime time: text.Append(time.Text); break;
            case TomlArray array: WriteArray(text, array); break;
            case TomlTable table: WriteInlineTable(text, table); break;
            default: throw new ArgumentException($"'{value.GetType().Name}' is not a TOML value.", nameof(value));
        }
    }

    private static void WriteArray(StringBuilder text, TomlArray array)
    {
        text.Append('[');
        for (var i = 0; i < array.Items.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            WriteInline(text, array.Items[i]);
        }

        text.Append(']');
    }

    private static void WriteInlineTable(StringBuilder text, TomlTable table)
    {
        for (var index = 0; index < table.Entries.Count; index++)
        {
            text.Append(index == 0 ? "{ " : ", ");
            WriteKey(text, table.Entries[index].Key);
            text.Append(" = ");
            WriteInline(text, table.Entries[index].Value);
        }

        text.Append(table.Entries.Count > 0 ? " }" : "{}");
    }

    private static string Float(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.AsSpan().IndexOfAny('.', 'E') < 0
            ? digits + ".0"
            : digits,
    };

    private static string Key(string key)
    {
        if (IsBare(key))
            return key;
        var text = new StringBuilder();
        WriteKey(text, key);
        return text.ToString();
    }

    private static void WriteKey(StringBuilder text, string key)
    {
        if (IsBare(key))
            text.Append(key);
        else
            WriteString(text, key);
    }

    private static bool IsBare(string key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }
        return key.Length > 0;
    }

    /// <summary>Writes a string in quotes.</summary>
    internal static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var plain = PlainLength(value, index);
            text.Append(value, index, plain);
            index += plain;
            if (index == value.Length)
                break;
            _ = value[index] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                var c => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        text.Append('"');
    }

    /// <summary>How many characters from a place on need no escape.</summary>
    private static int PlainLength(string value, int start)
    {
        var index = start;
        while (index < value.Length && value[index] is >= ' ' and not ('"' or '\\' or '\u007F'))
            index++;
        return index - start;
    }
}
