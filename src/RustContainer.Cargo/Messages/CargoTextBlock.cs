using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>Folds the lines of one of cargo's messages.</summary>
internal static partial class CargoTextBlock
{
    public static CargoTextError Read(IReadOnlyList<string> lines)
    {
        var head = HeadPattern().Match(lines[0]);
        var place = lines.Select(line => PlacePattern().Match(line)).FirstOrDefault(match => match.Success);
        return new CargoTextError(
            head.Groups[1].Value == "error" ? DiagnosticLevel.Error : DiagnosticLevel.Warning,
            head.Groups[3].Success ? head.Groups[3].Value : null,
            Fold(head.Groups[4].Value, lines.Skip(1)),
            place?.Groups[1].Value ?? NamedManifest(lines[0]),
            Number(place?.Groups[2].Value),
            Number(place?.Groups[3].Value),
            IsSummary(head.Groups[4].Value, lines),
            lines.Any(line => KillPattern().IsMatch(line)));
    }

    private static bool IsSummary(string head, IReadOnlyList<string> lines) =>
        // Cargo prints what is wrong in a manifest first and this behind it; with a cause in it, it is the only word.
        head.StartsWith("failed to load manifest for workspace member", StringComparison.Ordinal)
            ? !lines.Contains("Caused by:")
            : SummaryPattern().IsMatch(head) && !lines.Any(IsCauseOfItsOwn);

    private static string? NamedManifest(string head) =>
        ManifestPattern().Match(head) is { Success: true } manifest ? manifest.Groups[1].Value
        : MemberPattern().Match(head) is { Success: true } member ? member.Groups[1].Value + "/Cargo.toml"
        : null;

    private static string Fold(string head, IEnumerable<string> rest)
    {
        var text = new StringBuilder(head);
        var isNewCause = false;
        foreach (var line in rest)
        {
            if (line is "Caused by:")
                isNewCause = true;
            else if (line.Length > 0 && !FramePattern().IsMatch(line))
            {
                text.Append('\n').Append(isNewCause ? "  caused by: " : "  ").Append(isNewCause ? line.Trim() : line);
                isNewCause = false;
            }
        }

        return string.Concat(text.ToString().Where(c => !char.IsControl(c) || c is '\n' or '\t'));
    }

    // "could not compile" sums up nothing where the compiler could not be started, or a signal ended it.
    private static bool IsCauseOfItsOwn(string line) =>
        line.Contains("could not execute process", StringComparison.Ordinal) || line.Contains("(signal: ", StringComparison.Ordinal);

    private static int Number(string? digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\A(error|warning)(\[([A-Za-z0-9_:]{1,100})\])?: (.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@"\A *--> (.+?):([0-9]{1,9}):([0-9]{1,9})\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"(?:manifest at `|lock file at:? `?|warning: )((?:/|[A-Za-z]:\\)[^`]*\.(?:toml|lock))(?:[`:]|\z)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ManifestPattern();

    [GeneratedRegex(@"failed to load manifest for workspace member `([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex MemberPattern();

    // The drawing around a quoted source line: "  |", "3 | [dep", "  | ^^^", " --> Cargo.toml:3:1".
    [GeneratedRegex(@"\A *(([0-9]{1,9} *)?\|( |\z)|--> |\.\.\.\z)", RegexOptions.CultureInvariant)]
    private static partial Regex FramePattern();

    [GeneratedRegex(@"\(signal: (9|15)\b", RegexOptions.CultureInvariant)]
    private static partial Regex KillPattern();

    [GeneratedRegex(
        @"\A(could not compile |aborting due to |build failed|`.*` \(.*\) generated [0-9]{1,9} warning|[0-9]{1,9} warnings? emitted)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SummaryPattern();
}
