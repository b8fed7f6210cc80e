using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Configuration;

/// <summary>One file of Cargo's configuration.</summary>
/// <param name="Path">Absolute and normalised.</param>
/// <param name="Text">Its text, with LF.</param>
/// <param name="Table">What it says.</param>
internal sealed record ConfigFile(string Path, string Text, TomlTable Table)
{
    /// <summary>The directory that holds it: what its <c>include</c> starts from.</summary>
    public string Directory { get; } = System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>The directory above that: what its other relative paths start from.</summary>
    public string Base => System.IO.Path.GetDirectoryName(Directory) ?? Directory;
}
