namespace RustContainer.Cargo.Toml;

/// <summary>Compares values by what they mean: positions and the order of keys do not count.</summary>
public static class TomlEquality
{
    /// <summary>Whether two values mean the same. A float that is not a number equals itself, and -0.0 is not 0.0.</summary>
    public static bool Same(TomlValue? left, TomlValue? right) => (left, right) switch
    {
        (null, null) => true,
        (TomlString a, TomlString b) => a.Value == b.Value,
        (TomlInteger a, TomlInteger b) => a.Value == b.Value,
        (TomlFloat a, TomlFloat b) => a.Value.Equals(b.Value) && double.IsNegative(a.Value) == double.IsNegative(b.Value),
        (TomlBoolean a, TomlBoolean b) => a.Value == b.Value,
        (TomlDateTime a, TomlDateTime b) => a.Kind == b.Kind && a.Text == b.Text,
        (TomlArray a, TomlArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (TomlTable a, TomlTable b) => a.Entries.Count == b.Entries.Count && a.Entries.All(entry => Same(entry.Value, b[entry.Key])),
        _ => false,
    };
}
