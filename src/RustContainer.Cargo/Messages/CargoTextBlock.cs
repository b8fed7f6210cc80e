using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>Folds the lines of one of cargo's messages.</summary>
internal static partial class CargoTextBlock
{
    // As long as a message of the compiler may be.
    private const int MaxLength = 8 * 1024;

    public static CargoTextError Read(IReadOnlyList<string> lines)
    {
        var head = HeadPattern().Match(lines[0]);
        var message = Fold(head.Groups[4].Value, lines.Skip(1));
        var failure = CargoFailurePattern.Of(message);
        var place = lines.Select(line => PlacePattern().Match(line)).FirstOrDefault(match => match.Success)
            ?? (failure == CargoFailure.BuildScript ? lines.Select(line => PanicPattern().Match(line)).FirstOrDefault(match => match.Success) : null);
        var package = lines.Select(line => PackagePattern().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        return new CargoTextError(
            head.Groups[1].Value == "error" ? DiagnosticLevel.Error : DiagnosticLevel.Warning,
            head.Groups[3].Success ? head.Groups[3].Value : null,
            message,
            place?.Groups[1].Value ?? NamedManifest(lines) ?? (package is null ? null : package + "/Cargo.toml"),
            Number(place?.Groups[2].Value),
            Number(place?.Groups[3].Value),
            IsSummary(head.Groups[4].Value, lines),
            failure,
            package,
            DependencyPattern().Match(message) is { Success: true } dependency ? dependency.Groups[1].Value : null);
    }

    private static bool IsSummary(string head, IReadOnlyList<string> lines) =>
        // Cargo prints what is wrong in a manifest first and this behind it; with a cause in it, it is the only word.
        head.StartsWith("failed to load manifest for workspace member", StringComparison.Ordinal)
            ? !lines.Contains("Caused by:")
            : SummaryPattern().IsMatch(head) && !lines.Any(IsCauseOfItsOwn);

    // What a cause names is nearer to the fault than what the head does.
    private static string? NamedManifest(IReadOnlyList<string> lines) =>
        lines.Reverse().Select(line => ManifestPattern().Match(line)).FirstOrDefault(match => match.Success) is { } manifest ? manifest.Groups[1].Value
        : MemberPattern().Match(lines[0]) is { Success: true } member ? member.Groups[1].Value + "/Cargo.toml"
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

        return AnsiText.CutMiddle(string.Concat(text.ToString().Where(c => !char.IsControl(c) || c is '\n' or '\t')), MaxLength);
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

    // "thread 'main' (136) panicked at build.rs:3:32:"
    [GeneratedRegex(@"\A *thread '.{1,100}' (?:\([0-9]{1,9}\) )?panicked at (?:'.{0,1000}', )?([^,\s].{0,300}\.rs):([0-9]{1,9}):([0-9]{1,9}):?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PanicPattern();

    [GeneratedRegex(@"(?:no matching package named|failed to get|failed to select a version for|failed to load source for dependency)(?: the requirement)? `([A-Za-z0-9_-]{1,200})[` ]", RegexOptions.CultureInvariant)]
    private static partial Regex DependencyPattern();

    // "`app v0.1.0 (/w/src)`"; of a proc-macro "(/w/src/pm)" too.
    [GeneratedRegex(@"`[A-Za-z0-9_-]{1,200} v[0-9][^` ]{0,100} \((?:path\+file://)?(/[^`)]{0,1000})\)`", RegexOptions.CultureInvariant)]
    private static partial Regex PackagePattern();

    [GeneratedRegex(
        @"\A(could not compile |aborting due to |build failed|`.*` \(.*\) generated [0-9]{1,9} warning|[0-9]{1,9} warnings? emitted)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SummaryPattern();
}
