namespace RustContainer.Cargo.Workspaces;

/// <summary>A known key of a table, and what its value may be.</summary>
/// <param name="Key">The key.</param>
/// <param name="Shape">The shape of its value.</param>
// A class, since the runtime has code for sequences of any class, and compiles it anew for every struct.
internal sealed record ShapeField(string Key, Shape Shape)
{
    public static implicit operator ShapeField((string Key, Shape Shape) field) => new(field.Key, field.Shape);
}
