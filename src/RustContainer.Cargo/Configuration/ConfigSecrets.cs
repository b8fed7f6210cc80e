using System.Text.RegularExpressions;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Configuration;

/// <summary>Takes out of a configuration what is or may be secret: it belongs neither into a key nor into a staged file.</summary>
internal static partial class ConfigSecrets
{
    private static readonly string[] Keys = ["token", "secret-key", "secret-key-subject"];

    /// <summary>The configuration without tokens, without the arguments of credential providers, and without the names and passwords in
    /// addresses of registries and proxies.</summary>
    public static TomlTable Remove(TomlTable config) => config
        .MapTable("registry", Registry)
        .MapTable("registries", registries => registries.Map((_, value) => value is TomlTable registry ? Registry(registry) : value))
        .MapTable("http", http => http.Map((key, value) => key == "proxy" ? Proxy(value) : value))
        .MapTable("source", sources => sources.Map((_, value) => value is TomlTable source
            ? source.Map((key, field) => key == "registry" ? Address(field) : field) : value))
        .Without("credential-alias");

    private static TomlTable Registry(TomlTable registry) => registry.Without(Keys).Map((key, value) => key switch
    {
        "credential-provider" => IsBare(value) ? value : null,
        "global-credential-providers" => value is TomlArray providers
            ? new TomlArray([.. providers.Items.Where(IsBare)], providers.Position) : null,
        "index" => Address(value),
        _ => value,
    });

    private static bool IsBare(TomlValue provider) => provider switch
    {
        TomlString text => !text.Value.Trim().Any(char.IsWhiteSpace),
        TomlArray { Items: [TomlString text] } => IsBare(text),
        _ => false,
    };

    private static TomlValue Address(TomlValue value) =>
        value is TomlString text ? new TomlString(NameInAddress().Replace(text.Value, ""), text.Position) : value;

    private static TomlValue Proxy(TomlValue value) =>
        value is TomlString text ? new TomlString(NameInProxy().Replace(text.Value, ""), text.Position) : value;

    [GeneratedRegex(@"(?<=\A(sparse\+|registry\+)?https?://)[^/\s]*@", RegexOptions.IgnoreCase)]
    private static partial Regex NameInAddress();

    [GeneratedRegex(@"(?<=\A([a-z0-9]+://)?)[^\s]*@", RegexOptions.IgnoreCase)]
    private static partial Regex NameInProxy();
}
