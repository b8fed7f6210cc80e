using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Configuration;

/// <summary>
/// Turns merged values into one table, as if a file in the root's <c>.cargo</c> had said all of them: a relative path that starts from
/// another file's place is written anew.
/// </summary>
/// <param name="rootDirectory">The workspace's root.</param>
internal sealed class ConfigFlattening(string rootDirectory)
{
    private readonly List<ConfigPath> _paths = [];

    /// <summary>The paths that were met.</summary>
    public IReadOnlyList<ConfigPath> Paths => _paths;

    /// <summary>The table.</summary>
    public TomlTable Flatten(ConfigTable values) => (TomlTable)Flatten(values, ConfigKey.Root);

    private TomlValue Flatten(ConfigValue value, ConfigKey key) => value switch
    {
        ConfigTable table when key.Parts is ["env", _] => Variable(table, key),
        ConfigTable table => Table(table, key),
        ConfigList { Items: [ConfigScalar { Value: TomlString program }, ..] } command when key.IsCommand => new TomlArray(
            [Moved(command, program, key, ConfigPathKind.Program), .. command.Items.Skip(1).Select(item => Flatten(item, ConfigKey.Root))],
            command.Position),
        ConfigList list => new TomlArray([.. list.Items.Select(item => Flatten(item, key))], list.Position),
        ConfigScalar { Value: TomlString text } when key.IsCommand => Command(value, text, key),
        ConfigScalar { Value: TomlString text } => key.PathKind is { } kind ? Moved(value, text, key, kind) : text,
        var other => ((ConfigScalar)other).Value,
    };

    private TomlTable Table(ConfigTable table, ConfigKey key) => new(
        [.. table.Entries.Select(entry => new TomlEntry(entry.Key, Flatten(entry.Value, key.Then(entry.Key)), entry.KeyPosition))],
        table.Position);

    private TomlTable Variable(ConfigTable variable, ConfigKey key)
    {
        var isRelative = variable["relative"] is ConfigScalar { Value: TomlBoolean { Value: true } };
        return new([.. variable.Entries.Select(entry => new TomlEntry(
            entry.Key,
            isRelative && entry is { Key: "value", Value: ConfigScalar { Value: TomlString path } }
                // Cargo starts from where the table is written, not from where its value is.
                ? Moved(variable, path, key, ConfigPathKind.Input)
                : Flatten(entry.Value, key.Then(entry.Key)),
            entry.KeyPosition))], variable.Position);
    }

    private TomlString Command(ConfigValue at, TomlString text, ConfigKey key)
    {
        var start = text.Value.TrimStart();
        var end = start.AsSpan().IndexOfAny(" \t\r\n\f");
        return end < 0 ? Moved(at, text, key, ConfigPathKind.Program)
            : new(Moved(at, new(start[..end], text.Position), key, ConfigPathKind.Program).Value + start[end..], text.Position);
    }

    private TomlString Moved(ConfigValue at, TomlString text, ConfigKey key, ConfigPathKind kind)
    {
        var path = new ConfigPath(key, at, text.Value, kind);
        _paths.Add(path);
        if (path.IsAbsolute || path.IsBareProgram || at.File.Base.Equals(rootDirectory, ManifestPaths.Comparison)
            || ManifestPaths.TryJoin(at.File.Base, text.Value) is not { } full)
            return text;
        var relative = ManifestPaths.Relative(rootDirectory, full);
        // A program in the root itself must not become one of PATH.
        return new(kind == ConfigPathKind.Program && !relative.Contains('/', StringComparison.Ordinal) ? $"./{relative}" : relative,
            text.Position);
    }
}
