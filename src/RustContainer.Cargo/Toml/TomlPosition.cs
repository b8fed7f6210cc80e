namespace RustContainer.Cargo.Toml;

/// <summary>A place in a TOML text.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in Unicode scalar values.</param>
public readonly record struct TomlPosition(int Line, int Column);
