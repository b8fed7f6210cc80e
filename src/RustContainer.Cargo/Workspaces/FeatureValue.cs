namespace RustContainer.Cargo.Workspaces;

/// <summary>One entry of a feature's list. https://doc.rust-lang.org/cargo/reference/features.html</summary>
/// <param name="Dependency">The dependency's key in <c>dep:x</c>, <c>x/f</c> and <c>x?/f</c>; <see langword="null"/> in a plain
/// name.</param>
/// <param name="Feature">The feature in <c>f</c>, <c>x/f</c> and <c>x?/f</c>; <see langword="null"/> in <c>dep:x</c>.</param>
/// <param name="Weak">Whether it is <c>x?/f</c>: only where something else brings the dependency in.</param>
public sealed record FeatureValue(string? Dependency, string? Feature, bool Weak)
{
    /// <summary>Reads an entry as Cargo does; every text is one.</summary>
    public static FeatureValue Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return text.StartsWith("dep:", StringComparison.Ordinal) ? new(text[4..], null, false) : new(null, text, false);
        var dependency = text[..slash];
        return dependency.EndsWith('?')
            ? new(dependency[..^1], text[(slash + 1)..], true)
            : new(dependency, text[(slash + 1)..], false);
    }

    /// <summary>The entry as it is written.</summary>
    public override string ToString() =>
        Dependency is null ? Feature ?? "" : Feature is null ? $"dep:{Dependency}" : $"{Dependency}{(Weak ? "?" : "")}/{Feature}";
}
