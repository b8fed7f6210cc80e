using System.Diagnostics.CodeAnalysis;

namespace RustContainer.Cargo.Versions;

/// <summary>A version, https://semver.org/spec/v2.0.0.html.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
/// <param name="Prerelease">What follows the dash, without it; empty for a release.</param>
/// <param name="Build">What follows the plus sign, without it; empty where there is none. It does not count in comparisons.</param>
public sealed record SemVersion(ulong Major, ulong Minor, ulong Patch, string Prerelease = "", string Build = "")
    : IComparable<SemVersion>
{
    /// <summary>Parses a full version, as cargo wants it in <c>package.version</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version.</param>
    /// <param name="problem">Otherwise what is wrong, as the end of a sentence.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out SemVersion? version, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scanner = new VersionScanner(text);
        version = scanner.TakeVersion();
        problem = version is null ? scanner.Problem ?? "it is not a version" : null;
        return version is not null;
    }

    /// <summary>Parses a full version.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SemVersion? version) => TryParse(text, out version, out _);

    /// <summary>Parses a text that is known to be a version.</summary>
    /// <exception cref="FormatException">It is not one. Outside text: use <see cref="TryParse(string, out SemVersion?)"/>.</exception>
    public static SemVersion Parse(string text) =>
        TryParse(text, out var version, out var problem) ? version : throw new FormatException($"'{text}' is not a version: {problem}.");

    /// <summary>Whether this is a pre-release.</summary>
    public bool IsPrerelease => Prerelease.Length > 0;

    /// <summary>Compares by SemVer's precedence, in which build metadata does not count.</summary>
    public int CompareTo(SemVersion? other)
    {
        if (other is null)
            return 1;
        return Major != other.Major ? Major.CompareTo(other.Major)
            : Minor != other.Minor ? Minor.CompareTo(other.Minor)
            : Patch != other.Patch ? Patch.CompareTo(other.Patch)
            : ComparePrerelease(Prerelease, other.Prerelease);
    }

    /// <summary>Compares two pre-release texts by SemVer §11; the empty one, a release, is the greatest.</summary>
    internal static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0).CompareTo(right.Length == 0);
        var (a, b) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (CompareIdentifier(a[i], b[i]) is not 0 and var order)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The version in SemVer's form.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" + Prerelease : "")}{(Build.Length > 0 ? "+" + Build : "")}";

    /// <summary>Whether <paramref name="left"/> precedes <paramref name="right"/>.</summary>
    public static bool operator <(SemVersion? left, SemVersion? right) => Comparer<SemVersion>.Default.Compare(left, right) < 0;

    /// <summary>Whether <paramref name="left"/> follows <paramref name="right"/>.</summary>
    public static bool operator >(SemVersion? left, SemVersion? right) => Comparer<SemVersion>.Default.Compare(left, right) > 0;

    /// <summary>Whether <paramref name="left"/> does not follow <paramref name="right"/>.</summary>
    public static bool operator <=(SemVersion? left, SemVersion? right) => !(left > right);

    /// <summary>Whether <paramref name="left"/> does not precede <paramref name="right"/>.</summary>
    public static bool operator >=(SemVersion? left, SemVersion? right) => !(left < right);

    private static int CompareIdentifier(string left, string right)
    {
        var (leftIsNumber, rightIsNumber) = (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit));
        if (leftIsNumber != rightIsNumber)
            return leftIsNumber ? -1 : 1;

        // Numbers have no leading zeros, so that the longer one is the greater, however many digits there are.
        return leftIsNumber && left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }
}
