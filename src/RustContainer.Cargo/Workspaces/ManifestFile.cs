using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A Cargo.toml as it was read.</summary>
/// <param name="Path">The file, absolute and normalised.</param>
/// <param name="Table">What it says.</param>
public sealed record ManifestFile(string Path, TomlTable Table)
{
    /// <summary>The directory that holds it, which its paths start from.</summary>
    public string Directory { get; internal init; } = System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>Whether it has a <c>[workspace]</c>.</summary>
    internal bool IsWorkspaceRoot => Table["workspace"] is TomlTable;

    /// <summary>Whether it has a <c>[package]</c>, under that or its old name.</summary>
    internal bool HasPackage => PackageTable is not null;

    internal TomlTable? PackageTable => (Table["package"] ?? Table["project"]) as TomlTable;

    internal ManifestSection Root => new(this, Table);

    /// <summary>Whether <c>cargo-features</c> names a feature of nightly toolchains.</summary>
    internal bool Declares(string feature) =>
        Table["cargo-features"] is TomlArray features && features.Items.Any(item => item is TomlString name && name.Value == feature);

    /// <summary>The error for a value of another type than <paramref name="expected"/>.</summary>
    internal CodedException WrongType(string path, TomlValue value, string expected) =>
        Error(CargoCodes.WrongType, $"`{path}` is {NameOf(value)}; Cargo expects {expected} there.", value);

    /// <summary>An error about this file.</summary>
    internal CodedException Error(string code, string message, TomlPosition at = default) =>
        CargoError.At(code, message, Path, at);

    internal CodedException Error(string code, string message, TomlValue? at) => Error(code, message, at?.Position ?? default);

    private static string NameOf(TomlValue value) => value switch
    {
        TomlString text => $"the string \"{text.Value}\"",
        TomlInteger number => $"the integer {number.Value}",
        TomlFloat => "a float",
        TomlBoolean flag => flag.Value ? "the boolean true" : "the boolean false",
        TomlArray => "an array",
        TomlTable => "a table",
        _ => "a date or time",
    };
}
