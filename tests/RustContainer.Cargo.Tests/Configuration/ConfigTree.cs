using System.Text.Json.Nodes;
using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Configuration;

/// <summary>A workspace in <c>up/ws</c> of a directory, with configuration there and around.</summary>
internal sealed class ConfigTree : IDisposable
{
    private readonly CargoFixture _fixture;

    /// <param name="files">Files, relative to the workspace's root.</param>
    public ConfigTree(params (string Path, string Text)[] files) => _fixture = new(
    [
        ("up/ws/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"), ("up/ws/src/lib.rs", ""),
        .. files.Select(file => ($"up/ws/{file.Path}", file.Text)),
    ]);

    public string Root => _fixture.PathOf(Path.Combine("up", "ws"));

    public string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    public CargoConfig? Read(params string[] homes) => CargoConfig.Read(Root, [.. homes.Select(PathOf)]);

    /// <summary>What the machine's cargo makes of it.</summary>
    public (int ExitCode, string Output, string Error) Cargo() => Run("config", "get", "--format", "json");

    /// <summary>Runs the machine's cargo in the workspace's root, with a CARGO_HOME of its own.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] arguments) => _fixture.Cargo(
        new Dictionary<string, string> { ["RUSTC_BOOTSTRAP"] = "1", ["CARGO_HOME"] = _fixture.PathOf("home") },
        ["-Zunstable-options", "-C", Root, .. arguments]);

    public void Dispose() => _fixture.Dispose();

    /// <summary>The values as <c>cargo config get --format json</c> prints them.</summary>
    public static JsonNode ToJson(ConfigValue value) => value switch
    {
        ConfigTable table => new JsonObject(table.Entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)ToJson(entry.Value)))),
        ConfigList list => new JsonArray([.. list.Items.Select(ToJson)]),
        ConfigScalar { Value: TomlString text } => JsonValue.Create(text.Value),
        ConfigScalar { Value: TomlInteger number } => JsonValue.Create(number.Value),
        ConfigScalar { Value: TomlBoolean flag } => JsonValue.Create(flag.Value),
        _ => throw new ArgumentException("No value of a configuration.", nameof(value)),
    };
}
