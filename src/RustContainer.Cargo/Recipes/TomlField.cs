using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Recipes;

/// <summary>A key of a table that is made; <see langword="null"/> for a key that it shall not have.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
// A class, since the runtime has code for sequences of any class, and compiles it anew for every struct.
internal sealed record TomlField(string Key, TomlValue? Value)
{
    public static implicit operator TomlField((string Key, TomlValue? Value) field) => new(field.Key, field.Value);
}
