using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The shapes that the parts of a manifest are made of.</summary>
internal static class Shapes
{
    public static readonly Shape Text = new("a string") { Text = Any };

    public static readonly Shape Flag = new("a boolean") { Flag = Any };

    public static readonly Shape TextOrFlag = new("a string or a boolean") { Text = Any, Flag = Any };

    public static readonly Shape Texts = new("an array of strings") { List = Each(Text) };

    public static readonly Shape TextOrTexts = new("a string or an array of strings") { Text = Any, List = Each(Text) };

    /// <summary>The <c>true</c> of <c>workspace = true</c>.</summary>
    public static readonly Shape FromWorkspace = new("the boolean true")
    {
        Flag = (file, path, flag) =>
        {
            if (!flag.Value)
                throw file.Error(CargoCodes.ContradictoryManifest,
                    $"`{path.Text}` must be true; to inherit nothing, leave `workspace` out and give a value.", flag);
        },
    };

    /// <summary>A table with some known keys; others are not looked at.</summary>
    public static Shape Table(params ShapeField[] fields) => new("a table") { Table = Fields(fields) };

    /// <summary>The same as a check.</summary>
    public static ShapeCheck<TomlTable> Fields(params ShapeField[] fields)
    {
        var shapes = fields.ToDictionary(field => field.Key, field => field.Shape, StringComparer.Ordinal);
        return (file, path, table) =>
        {
            var above = path.Text;
            for (var index = 0; index < table.Entries.Count; index++)
            {
                var entry = table.Entries[index];
                if (shapes.TryGetValue(entry.Key, out var shape))
                    shape.Check(file, new(above, entry.Key), entry.Value);
            }
        };
    }

    /// <summary>A table with keys that the user chooses.</summary>
    /// <param name="value">What stands under each.</param>
    /// <param name="problem">What is wrong with a key; it may find nothing.</param>
    public static Shape Map(Shape value, Func<string, string?>? problem = null) => new("a table")
    {
        Table = (file, path, table) =>
        {
            var above = path.Text;
            for (var index = 0; index < table.Entries.Count; index++)
            {
                var entry = table.Entries[index];
                if (problem?.Invoke(entry.Key) is { } wrong)
                    throw file.Error(CargoCodes.InvalidName, $"{wrong} (a key of `{above}`).", entry.KeyPosition);
                value.Check(file, new(above, entry.Key), entry.Value);
            }
        },
    };

    /// <summary>An array of tables.</summary>
    public static Shape Tables(Shape table) => new("an array of tables") { List = Each(table) };

    /// <summary>The shape, or a table that says <c>workspace = true</c>.</summary>
    public static Shape Inheritable(Shape shape) => shape with
    {
        Expected = $"{shape.Expected}, or `workspace = true`",
        Table = (file, path, table) =>
            FromWorkspace.Check(file, new(path.Text, "workspace"), table["workspace"]
                ?? throw file.WrongType(path.Text, table, $"{shape.Expected}, or `workspace = true`")),
    };

    /// <summary>A string that is a name.</summary>
    public static Shape Name(Func<string, string?> problem) => Valid("a string", CargoCodes.InvalidName, (path, text) =>
        problem(text) is { } wrong ? $"{wrong} (`{path.Text}`)" : null);

    /// <summary>A string that something may be wrong with.</summary>
    public static Shape Valid(string expected, string code, ShapeProblem problem) => new(expected)
    {
        Text = (file, path, text) =>
        {
            if (problem(path, text.Value) is { } wrong)
                throw file.Error(code, $"{wrong}.", text);
        },
    };

    /// <summary>One of some words.</summary>
    public static ShapeCheck<TomlString> OneOf(string expected, params string[] words) => (file, path, text) =>
    {
        if (!words.Contains(text.Value, StringComparer.Ordinal))
            throw file.WrongType(path.Text, text, expected);
    };

    /// <summary>An integer in a range.</summary>
    public static ShapeCheck<TomlInteger> Between(string expected, long least, long most) => (file, path, number) =>
    {
        if (number.Value < least || number.Value > most)
            throw file.WrongType(path.Text, number, expected);
    };

    public static void Any(ManifestFile file, ShapePath path, TomlValue value)
    {
    }

    private static ShapeCheck<TomlArray> Each(Shape item) => (file, path, list) =>
    {
        foreach (var value in list.Items)
            item.Check(file, path, value);
    };
}
