namespace RustContainer.Cargo.Toml;

/// <summary>The codes of errors that come from reading a TOML file.</summary>
public static class TomlCodes
{
    /// <summary>The text is not TOML 1.1, or not UTF-8.</summary>
    public const string Syntax = "RUSTPROJ3001";

    /// <summary>The file cannot be read: absent, forbidden, a directory, or larger than any manifest.</summary>
    public const string Unreadable = "RUSTPROJ3019";
}
