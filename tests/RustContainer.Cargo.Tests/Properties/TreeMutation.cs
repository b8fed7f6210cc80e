using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>Changes what a document says: keys dropped, renamed and moved, values of other types and values that mean harm.</summary>
internal static class TreeMutation
{
    private static readonly string[] Texts =
    [
        "", " ", ".", "..", "/", "../..", "../outside", "a\nb", "a\0b", "\u001b[31mred", "\u202eright", "\u2028", "*", "**", "**/*", "*/*/*", "a**", "[", "[!]", "[]a]",
        "?", "\\", "C:\\x", "~", "./app", "app/", "app//", "app/../app", "dep:", "dep:alpha", "alpha/extra", "alpha?/extra", "a/b/c", "/x", "=1.0.0", "1",
        ">=1, <2, *", "99999999999999999999.0.0", "1.0.0-a.b+c", "^", "2024", "2015", "3", "proc-macro", "cdylib", "cfg(", "cfg()", "cfg(unix", "cfg(not(unix))", "cfg(x)",
        "x86_64-unknown-linux-gnu", "https://user:token@example.invalid/x?branch=a#b", "registry+x", "git+", "sparse+https://index.crates.io/",
        "alpha", "app", "lib", "mac", "default", "workspace", "path", "version", "features", "package", "name", "members", "\U0001F980", new('x', 3000),
        string.Concat(Enumerable.Repeat("../", 400)), string.Concat(Enumerable.Repeat("d/", 3000)),
    ];

    private static readonly TomlValue[] Values =
    [
        new TomlInteger(0, default), new TomlInteger(long.MinValue, default), new TomlFloat(double.NaN, default), new TomlBoolean(true, default),
        new TomlBoolean(false, default), new TomlDateTime(TomlDateTimeKind.LocalDate, "1979-05-27", default), new TomlArray([], default),
        TomlEdit.Table(), TomlEdit.Table(("workspace", TomlEdit.Flag(true))), TomlEdit.Table(("path", TomlEdit.Text(".."))),
        TomlEdit.Table(("path", TomlEdit.Text(".")), ("version", TomlEdit.Text("*"))), TomlEdit.Table(("git", TomlEdit.Text("x"))),
        TomlEdit.Table(("version", TomlEdit.Text("1")), ("optional", TomlEdit.Flag(true))), TomlEdit.Texts([""]), TomlEdit.Texts(["**", "app"]),
        new TomlArray([TomlEdit.Table(("name", TomlEdit.Text("x")))], default), Deep(60),
    ];

    public static TomlTable Apply(TomlTable document, Mutation mutation)
    {
        var tables = new List<TomlTable>();
        Collect(document, tables);
        var full = tables.Where(table => table.Entries.Count > 0).ToArray();
        if (full.Length == 0)
            return TomlEdit.Table((Mutation.Choose(Texts, mutation.Value), Value(mutation)));
        var at = Mutation.Choose(full, mutation.Place);
        var entry = Mutation.Choose(at.Entries, mutation.Place / full.Length);
        return (mutation.Kind % 6) switch
        {
            0 => Replace(document, at, at.Without(entry.Key)),
            1 => Replace(document, at, at.Without(entry.Key).With(Mutation.Choose(Texts, mutation.Value), entry.Value)),
            2 when Mutation.Choose(tables, mutation.Value) is var other => Replace(document, other, other.With(entry.Key, entry.Value)),
            3 when Mutation.Choose(full, mutation.Value) is var other =>
                Replace(document, at, at.With(entry.Key, Mutation.Choose(other.Entries, mutation.Value / full.Length).Value)),
            _ => Replace(document, at, at.With(entry.Key, ReplaceOne(entry.Value, mutation))),
        };
    }

    private static TomlValue Value(Mutation mutation) => mutation.Value % 5 < 3
        ? TomlEdit.Text(Mutation.Choose(Texts, mutation.Value / 5))
        : Mutation.Choose(Values, mutation.Value / 5);

    private static TomlValue ReplaceOne(TomlValue old, Mutation mutation) => old is TomlArray { Items: { Count: > 0 } items } && mutation.Kind % 2 == 0
        ? new TomlArray([.. items.Skip(1), Value(mutation)], default)
        : Value(mutation);

    private static void Collect(TomlValue value, List<TomlTable> tables)
    {
        if (value is TomlTable table)
        {
            tables.Add(table);
            foreach (var entry in table.Entries)
                Collect(entry.Value, tables);
        }
        else if (value is TomlArray array)
        {
            foreach (var item in array.Items)
                Collect(item, tables);
        }
    }

    private static TomlTable Replace(TomlTable document, TomlTable old, TomlTable by) => (TomlTable)ReplaceIn(document, old, by);

    private static TomlValue ReplaceIn(TomlValue value, TomlTable old, TomlTable by) => value switch
    {
        TomlTable table when ReferenceEquals(table, old) => by,
        TomlTable table => table.Map((_, inner) => ReplaceIn(inner, old, by)),
        TomlArray array => new TomlArray([.. array.Items.Select(item => ReplaceIn(item, old, by))], default),
        _ => value,
    };

    private static TomlArray Deep(int depth) => new(depth == 0 ? [] : [Deep(depth - 1)], default);
}
