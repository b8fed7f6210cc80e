namespace RustContainer.Cargo.Workspaces;

/// <summary>The name of a package as its manifest has it, dashes kept; compared byte for byte.</summary>
/// <param name="Value">The name.</param>
public readonly record struct PackageName(string Value) : IComparable<PackageName>
{
    /// <summary>The name that rustc sees: dashes are underscores.</summary>
    public string CrateName => Value.Replace('-', '_');

    /// <inheritdoc/>
    public int CompareTo(PackageName other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PackageName left, PackageName right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PackageName left, PackageName right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>.</summary>
    public static bool operator <=(PackageName left, PackageName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(PackageName left, PackageName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
