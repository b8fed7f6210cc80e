using System.Globalization;

namespace RustContainer.Cargo.Versions;

/// <summary>Reads versions and comparators from left to right; the first problem stays in <see cref="Problem"/>.</summary>
internal sealed class VersionScanner(string text)
{
    private int _index;

    public string? Problem { get; private set; }

    public bool AtEnd => _index >= text.Length;

    public SemVersion? TakeVersion()
    {
        if (TakeNumber("major") is not { } major || !TakeDot("major")
            || TakeNumber("minor") is not { } minor || !TakeDot("minor")
            || TakeNumber("patch") is not { } patch)
            return null;
        var prerelease = TakeIdentifiers('-', "pre-release", refuseLeadingZeros: true);
        var build = TakeIdentifiers('+', "build metadata", refuseLeadingZeros: false);
        if (Problem is null && !AtEnd)
            Fail($"'{text[_index]}' cannot follow the version");
        return Problem is null ? new SemVersion(major, minor, patch, prerelease, build) : null;
    }

    /// <summary>Takes one comparator, such as <c>&gt;=1.2</c>, and the spaces around it.</summary>
    public VersionComparator? TakeComparator()
    {
        SkipSpaces();
        var start = _index;
        var op = TakeOperator();
        var isBare = _index == start;
        SkipSpaces();
        if (TakeNumber("major") is not { } major)
            return null;
        var minor = TakePart("minor", out var minorIsWildcard);
        var patchIsWildcard = false;
        var patch = minor is null && !minorIsWildcard ? null : TakePart("patch", out patchIsWildcard);
        if (minorIsWildcard && patch is not null)
            Fail("no number can follow a wildcard");
        if (isBare && (minorIsWildcard || patchIsWildcard))
            op = VersionOperator.Wildcard;
        var prerelease = patch is null ? "" : TakeIdentifiers('-', "pre-release", refuseLeadingZeros: true);
        if (patch is not null)
            TakeIdentifiers('+', "build metadata", refuseLeadingZeros: false);
        SkipSpaces();
        return Problem is null ? new VersionComparator(op, major, minor, patch, prerelease) : null;
    }

    public bool TryTake(char wanted)
    {
        if (AtEnd || text[_index] != wanted)
            return false;
        _index++;
        return true;
    }

    public bool TryTakeWildcard() => TryTake('*') || TryTake('x') || TryTake('X');

    public void SkipSpaces()
    {
        while (TryTake(' '))
        {
        }
    }

    public void Fail(string problem) => Problem ??= problem;

    public string Here => AtEnd ? "the end" : $"'{text[_index]}'";

    private VersionOperator TakeOperator()
    {
        if (TryTake('='))
            return VersionOperator.Exact;
        if (TryTake('>'))
            return TryTake('=') ? VersionOperator.GreaterOrEqual : VersionOperator.Greater;
        if (TryTake('<'))
            return TryTake('=') ? VersionOperator.LessOrEqual : VersionOperator.Less;
        if (TryTake('~'))
            return VersionOperator.Tilde;
        TryTake('^');
        return VersionOperator.Caret;
    }

    private ulong? TakePart(string what, out bool isWildcard)
    {
        var isGiven = TryTake('.');
        isWildcard = isGiven && TryTakeWildcard();
        return isGiven && !isWildcard ? TakeNumber(what) : null;
    }

    private bool TakeDot(string after)
    {
        if (TryTake('.'))
            return true;
        Fail($"expected '.' after the {after} number, found {Here}");
        return false;
    }

    private ulong? TakeNumber(string what)
    {
        var start = _index;
        while (!AtEnd && char.IsAsciiDigit(text[_index]))
            _index++;
        var digits = text.AsSpan(start, _index - start);
        if (digits.IsEmpty)
            Fail($"expected the {what} number, found {Here}");
        else if (digits.Length > 1 && digits[0] == '0')
            Fail($"the {what} number begins with a zero");
        else if (ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        else
            Fail($"the {what} number is too large");
        return null;
    }

    /// <summary>Takes dot-separated identifiers behind a mark; empty where the mark is absent.</summary>
    private string TakeIdentifiers(char mark, string what, bool refuseLeadingZeros)
    {
        if (Problem is not null || !TryTake(mark))
            return "";
        var start = _index;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(text[_index]) || text[_index] is '-' or '.'))
            _index++;
        var identifiers = text[start.._index];
        foreach (var identifier in identifiers.Split('.'))
        {
            if (identifier.Length == 0)
                Fail($"the {what} has an empty part");
            else if (refuseLeadingZeros && identifier is ['0', _, ..] && identifier.All(char.IsAsciiDigit))
                Fail($"a number of the {what} begins with a zero");
        }

        return identifiers;
    }
}
