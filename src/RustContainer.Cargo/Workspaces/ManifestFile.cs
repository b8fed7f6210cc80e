using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A Cargo.toml as it was read.</summary>
/// <param name="Path">The file, absolute and normalised.</param>
/// <param name="Table">What it says.</param>
public sealed record ManifestFile(string Path, TomlTable Table)
{
    /// <summary>The directory that holds it.</summary>
    public string Directory { get; } = System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>Whether it has a <c>[workspace]</c>.</summary>
    internal bool IsWorkspaceRoot => Table["workspace"] is TomlTable;

    /// <summary>Whether it has a <c>[package]</c>, under that or its old name.</summary>
    internal bool HasPackage => PackageTable is not null;

    internal TomlTable? PackageTable => (Table["package"] ?? Table["project"]) as TomlTable;

    internal ManifestSection Root => new(this, Table, "");

    /// <summary>An error about this file.</summary>
    internal CodedException Error(string code, string message, TomlPosition at = default) =>
        new(new Diagnostic(code, message, Path, at.Line, at.Column));

    internal CodedException Error(string code, string message, TomlValue? at) => Error(code, message, at?.Position ?? default);
}
