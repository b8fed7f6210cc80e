using System.Diagnostics.CodeAnalysis;

namespace RustContainer.Cargo.Versions;

/// <summary>
/// A version requirement of a dependency,
/// https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#version-requirement-syntax.
/// </summary>
/// <param name="Text">As it is written in the manifest.</param>
/// <param name="Comparators">All of these must hold; none means any version that is not a pre-release.</param>
public sealed record VersionReq(string Text, IReadOnlyList<VersionComparator> Comparators)
{
    // What cargo accepts, and so the most that a requirement can cost.
    private const int MaxComparators = 32;

    /// <summary>Any version: <c>*</c>.</summary>
    public static VersionReq Any { get; } = new("*", []);

    /// <summary>Parses a requirement.</summary>
    /// <param name="text">The text.</param>
    /// <param name="requirement">The requirement.</param>
    /// <param name="problem">Otherwise what is wrong, as the end of a sentence.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out VersionReq? requirement, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new VersionScanner(text);
        var comparators = ReadAll(scanner);
        problem = scanner.Problem;
        requirement = problem is null ? new VersionReq(text, comparators) : null;
        return problem is null;
    }

    /// <summary>Parses a requirement.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionReq? requirement) => TryParse(text, out requirement, out _);

    /// <summary>Parses a text that is known to be a requirement.</summary>
    /// <exception cref="FormatException">It is not one. Outside text: use <see cref="TryParse(string, out VersionReq?)"/>.</exception>
    public static VersionReq Parse(string text) => TryParse(text, out var requirement, out var problem)
        ? requirement
        : throw new FormatException($"'{text}' is not a version requirement: {problem}.");

    /// <summary>
    /// Whether a version satisfies the requirement. A pre-release does so only where a comparator with the same three numbers
    /// names a pre-release too.
    /// </summary>
    public bool Matches(SemVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var admitsPrerelease = false;
        foreach (var comparator in Comparators)
        {
            if (!comparator.IsSatisfiedBy(version))
                return false;
            admitsPrerelease |= comparator.AdmitsPrereleaseOf(version);
        }
        return admitsPrerelease || !version.IsPrerelease;
    }

    /// <summary>The requirement as written.</summary>
    public override string ToString() => Text;

    private static List<VersionComparator> ReadAll(VersionScanner scanner)
    {
        var comparators = new List<VersionComparator>();
        scanner.SkipSpaces();
        if (scanner.TryTakeWildcard())
        {
            scanner.SkipSpaces();
            if (!scanner.AtEnd)
                scanner.Fail($"nothing can follow a wildcard, but {scanner.Here} does");
            return comparators;
        }

        do
        {
            if (comparators.Count == MaxComparators)
                scanner.Fail($"more than {MaxComparators} comparators");
            if (scanner.Problem is null && scanner.TakeComparator() is { } comparator)
                comparators.Add(comparator);
        }
        while (scanner.Problem is null && scanner.TryTake(','));

        if (!scanner.AtEnd)
            scanner.Fail($"expected ',' between comparators, found {scanner.Here}");
        return comparators;
    }
}
