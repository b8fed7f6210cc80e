namespace RustContainer.Cargo.Versions;

/// <summary>How a comparator compares.</summary>
public enum VersionOperator
{
    /// <summary><c>^1.2</c>, and a version without any operator: what SemVer calls compatible.</summary>
    Caret,

    /// <summary><c>~1.2</c>: the last number given may grow.</summary>
    Tilde,

    /// <summary><c>=1.2</c>: the numbers given are equal.</summary>
    Exact,

    /// <summary><c>1.*</c></summary>
    Wildcard,

    /// <summary><c>&gt;1.2</c></summary>
    Greater,

    /// <summary><c>&gt;=1.2</c></summary>
    GreaterOrEqual,

    /// <summary><c>&lt;1.2</c></summary>
    Less,

    /// <summary><c>&lt;=1.2</c></summary>
    LessOrEqual,
}

/// <summary>One part of a version requirement.</summary>
/// <param name="Operator">How to compare.</param>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number, where given.</param>
/// <param name="Patch">The third number, where given.</param>
/// <param name="Prerelease">The pre-release, where given; else empty.</param>
public sealed record VersionComparator(VersionOperator Operator, ulong Major, ulong? Minor, ulong? Patch, string Prerelease)
{
    /// <summary>Whether the version satisfies this part, pre-releases not considered (see <see cref="VersionReq.Matches"/>).</summary>
    internal bool IsSatisfiedBy(SemVersion version) => Operator switch
    {
        VersionOperator.Exact or VersionOperator.Wildcard => Compare(version) == 0,
        VersionOperator.Greater => Compare(version) > 0,
        VersionOperator.GreaterOrEqual => Compare(version) >= 0,
        VersionOperator.Less => Compare(version) < 0,
        VersionOperator.LessOrEqual => Compare(version) <= 0,
        VersionOperator.Tilde => HasSamePrefix(version, 2) && IsNotBelow(version),
        _ => HasSamePrefix(version, CaretPrefix()) && IsNotBelow(version),
    };

    /// <summary>Whether it opts in to pre-releases of this very version.</summary>
    internal bool AdmitsPrereleaseOf(SemVersion version) =>
        Prerelease.Length > 0 && Major == version.Major && Minor == version.Minor && Patch == version.Patch;

    /// <summary>
    /// The version against this, looking only at the numbers that are given: 0 where those are equal. A partial version takes no
    /// stand on pre-releases within it: <see langword="null"/>, which satisfies no operator.
    /// </summary>
    private int? Compare(SemVersion version)
    {
        if (version.Major != Major)
            return version.Major.CompareTo(Major);
        if (Minor is { } minor && version.Minor != minor)
            return version.Minor.CompareTo(minor);
        if (Patch is { } patch && version.Patch != patch)
            return version.Patch.CompareTo(patch);

        if (Patch is null)
            return version.IsPrerelease ? null : 0;
        return SemVersion.ComparePrerelease(version.Prerelease, Prerelease);
    }

    private bool IsNotBelow(SemVersion version)
    {
        if (Minor is not { } minor)
            return true;
        if (version.Minor != minor)
            return version.Minor > minor;
        if (Patch is not { } patch)
            return true;
        return version.Patch != patch ? version.Patch > patch : SemVersion.ComparePrerelease(version.Prerelease, Prerelease) >= 0;
    }

    /// <summary>How many leading numbers a caret fixes: up to the first that is not zero.</summary>
    private int CaretPrefix() => Major > 0 ? 1 : Minor is > 0 ? 2 : 3;

    private bool HasSamePrefix(SemVersion version, int length) =>
        version.Major == Major
        && (length < 2 || Minor is null || version.Minor == Minor)
        && (length < 3 || Patch is null || version.Patch == Patch);
}
