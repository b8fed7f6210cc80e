using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>A profile and those that it inherits from. https://doc.rust-lang.org/cargo/reference/profiles.html</summary>
internal sealed class ProfileChain
{
    private readonly TomlTable? _manifest;
    private readonly TomlTable? _config;

    public ProfileChain(CargoWorkspace workspace, string profile)
    {
        _manifest = workspace.Profiles;
        _config = workspace.Config?.Table["profile"] as TomlTable;
        var names = new List<string>();
        for (var name = profile; name is not null && !names.Contains(name, StringComparer.Ordinal);)
        {
            names.Add(name);
            name = (Find(name, "inherits") as TomlString)?.Value ?? BuiltIn(name);
        }
        Names = names;
    }

    /// <summary>The names, the selected profile's first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The value that counts for a key; <see langword="null"/> where Cargo's default does.</summary>
    public TomlValue? this[string key] => Names.Select(name => Find(name, key)).FirstOrDefault(value => value is not null);

    /// <summary>Cargo's configuration goes before the manifest.</summary>
    private TomlValue? Find(string name, string key) => (_config?[name] as TomlTable)?[key] ?? (_manifest?[name] as TomlTable)?[key];

    private static string? BuiltIn(string name) => name switch { "test" => "dev", "bench" => "release", _ => null };
}
