using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Toolchain;

/// <summary>Reads both forms of the toolchain file. Values end up in commands and image names, so their letters are checked.</summary>
internal sealed class ToolchainReader(string path)
{
    private const int MaxNameLength = 128;

    public RustToolchain Read(string text, bool mayBeBare)
    {
        var isOneLine = text.TrimEnd('\n').IndexOf('\n', StringComparison.Ordinal) < 0;
        return mayBeBare && isOneLine && text.Trim().Length > 0 ? ReadBare(text) : ReadToml(text);
    }

    private RustToolchain ReadBare(string text) =>
        new(path, Name(text.Trim(), "channel", new TomlPosition(1, 1)), null, [], [], null, text)
        {
            Positions = new Dictionary<string, TomlPosition> { ["channel"] = new(1, 1) },
        };

    private RustToolchain ReadToml(string text)
    {
        var document = TomlDocument.Parse(text, path);
        if (document["toolchain"] is not TomlTable toolchain)
            throw Error(document["toolchain"]?.Position ?? document.Position, "There is no table [toolchain]. Write one with a 'channel'.");
        var channel = OptionalName(toolchain, "channel");
        var folder = OptionalString(toolchain, "path")?.Value;
        if (channel is not null && folder is not null)
            throw Error(toolchain["path"]!.Position, "'channel' and 'path' exclude each other; keep one of them.");
        var (components, targets) = (Names(toolchain, "components"), Names(toolchain, "targets"));
        var profile = OptionalName(toolchain, "profile");
        if (channel is null && folder is null && profile is null && components.Count == 0 && targets.Count == 0)
            throw Error(toolchain.Position, "The table [toolchain] says nothing. Give it a 'channel'.");
        return new RustToolchain(path, channel, folder, components, targets, profile, text)
        {
            Positions = toolchain.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Position, StringComparer.Ordinal),
        };
    }

    private List<string> Names(TomlTable table, string key) => table[key] switch
    {
        null => [],
        TomlArray array => array.Items.Select(item => item is TomlString text
            ? Name(text.Value, key, text.Position)
            : throw Error(item.Position, $"'{key}' holds something other than strings.")).ToList(),
        var other => throw Error(other.Position, $"'{key}' is not an array. Write it as [\"…\"]."),
    };

    private string? OptionalName(TomlTable table, string key) =>
        OptionalString(table, key) is { } text ? Name(text.Value, key, text.Position) : null;

    private TomlString? OptionalString(TomlTable table, string key) => table[key] switch
    {
        null => null,
        TomlString text => text,
        var other => throw Error(other.Position, $"'{key}' is not a string. Write it in quotes."),
    };

    private string Name(string text, string key, TomlPosition position) =>
        text.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? text
            : throw Error(position, $"'{Shorten(text)}' cannot be a value of '{key}': letters, digits, '.', '_' and '-' are allowed.");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private CodedException Error(TomlPosition position, string message) =>
        CargoError.At(LockCodes.InvalidToolchainFile, message, path, position);
}
