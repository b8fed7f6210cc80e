using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Configuration;

/// <summary>A file that another one includes. https://doc.rust-lang.org/cargo/reference/config.html#include</summary>
/// <param name="At">The value that names it.</param>
/// <param name="Path">Its path as written.</param>
/// <param name="Optional">Whether it may be missing.</param>
internal sealed record ConfigInclude(ConfigValue At, string Path, bool Optional)
{
    /// <summary>The key in the document.</summary>
    public const string Key = "include";

    private static readonly char[] OfPatterns = [.. "*?[]{}\0"];

    /// <summary>Whether the path is one of this machine's, which the container does not have.</summary>
    public bool IsAbsolute => Path.StartsWith('/') || System.IO.Path.IsPathRooted(Path);

    /// <summary>What a file includes, in order.</summary>
    /// <exception cref="Contract.CodedException"><see cref="CargoCodes.InvalidInclude"/>: it is none that Cargo reads.</exception>
    public static IReadOnlyList<ConfigInclude> Read(ConfigTable document)
    {
        if (document[Key] is not { } value)
            return [];
        if (value is not ConfigList list)
            throw value.Error(CargoCodes.InvalidInclude, $"`include` is {value.Kind}; write an array of paths, as [\"more.toml\"].");
        return [.. list.Items.Select(ReadItem)];
    }

    private static ConfigInclude ReadItem(ConfigValue item)
    {
        var include = item switch
        {
            ConfigScalar { Value: TomlString text } => new ConfigInclude(item, text.Value, false),
            ConfigTable table => new(table["path"] ?? item, PathOf(table), IsOptional(table)),
            _ => throw item.Error(CargoCodes.InvalidInclude,
                $"`include` holds {item.Kind}; write a path, or a table like {{ path = \"more.toml\", optional = true }}."),
        };
        var name = include.Path[(include.Path.LastIndexOf('/') + 1)..];
        if (!name.EndsWith(".toml", StringComparison.Ordinal) || name == ".toml")
            throw include.Error("is no path that ends with `.toml`, and Cargo includes no other; rename the file");
        if (include.Path.IndexOfAny(OfPatterns) >= 0)
            throw include.Error("has characters of a pattern, and Cargo includes files by their plain paths; name each file");
        return include;
    }

    /// <summary>An error about this include.</summary>
    public Contract.CodedException Error(string problem) =>
        At.Error(CargoCodes.InvalidInclude, $"The included \"{Path.ReplaceLineEndings(" ")}\" {problem}.");

    private static string PathOf(ConfigTable table) => table["path"] switch
    {
        ConfigScalar { Value: TomlString text } => text.Value,
        null => throw table.Error(CargoCodes.InvalidInclude, "An entry of `include` has no `path`; add one."),
        var other => throw other.Error(CargoCodes.InvalidInclude, $"`path` of an `include` is {other.Kind}; write it in quotes."),
    };

    private static bool IsOptional(ConfigTable table) => table["optional"] switch
    {
        ConfigScalar { Value: TomlBoolean flag } => flag.Value,
        null => false,
        var other => throw other.Error(CargoCodes.InvalidInclude, $"`optional` of an `include` is {other.Kind}; write true or false."),
    };
}
