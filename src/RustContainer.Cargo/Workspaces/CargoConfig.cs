using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The Cargo configuration that lies in the workspace. https://doc.rust-lang.org/cargo/reference/config.html</summary>
/// <param name="RelativePath">Where it lies, relative to the workspace's root: <c>.cargo/config.toml</c>, or the older
/// <c>.cargo/config</c>.</param>
/// <param name="Text">Its text, with LF.</param>
/// <param name="Table">What it says.</param>
public sealed record CargoConfig(string RelativePath, string Text, TomlTable Table)
{
    /// <summary>Reads the configuration; where both names exist the older wins, as with Cargo.</summary>
    /// <exception cref="Contract.CodedException">The file is not TOML, or cannot be read.</exception>
    internal static CargoConfig? Read(string rootDirectory)
    {
        foreach (var relative in (string[])[".cargo/config", ".cargo/config.toml"])
        {
            var path = Path.Combine(rootDirectory, relative);
            if (!File.Exists(path))
                continue;
            var text = TomlDocument.ReadText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
            return new(relative, text, TomlDocument.Parse(text, path));
        }
        return null;
    }
}
