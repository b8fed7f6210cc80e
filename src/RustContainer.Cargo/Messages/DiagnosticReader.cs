using System.Text.Json;
using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>Reads a diagnostic's JSON and chooses the place to show.</summary>
internal sealed partial class DiagnosticReader(string? sourceRoot)
{
    public CompilerDiagnostic Read(JsonElement message)
    {
        var level = Level(message.Text("level"));
        var code = message.Object("code")?.Text("code");
        var primary = message.Items("spans").Where(span => span.Flag("is_primary")).ToArray();
        var place = primary.Select(FindPlace).FirstOrDefault(found => found is not null);
        var ofLinker = LinkerText.IsFailure(message.Text("message"));
        if (ofLinker && LinkerText.PlaceOf(message) is { } named && WorkspacePaths.TryMakeRelative(named.File, sourceRoot) is { } inWorkspace)
            place ??= new Place(inWorkspace, named.Line, 1, named.Line, 1);
        var text = DiagnosticText.Compose(message, place is null ? Outside(primary) : null);
        return new CompilerDiagnostic(
            level,
            string.IsNullOrEmpty(code) ? null : code,
            text,
            place?.File,
            place?.Line ?? 0,
            place?.Column ?? 0,
            place?.EndLine ?? 0,
            place?.EndColumn ?? 0,
            HelpLink(code),
            message.Text("rendered"),
            primary.Length == 0 && code is null && SummaryPattern().IsMatch(message.Text("message") ?? ""),
            ofLinker);
    }

    private static DiagnosticLevel Level(string? level) => level switch
    {
        "error" or "error: internal compiler error" => DiagnosticLevel.Error,
        "warning" => DiagnosticLevel.Warning,
        "help" => DiagnosticLevel.Help,
        "failure-note" => DiagnosticLevel.FailureNote,
        _ => DiagnosticLevel.Note,
    };

    /// <summary>The span's own place, or, where a macro from elsewhere made the code, the nearest use of it in the workspace.</summary>
    private Place? FindPlace(JsonElement span)
    {
        for (JsonElement? outer = span; outer is { } current; outer = current.Object("expansion")?.Object("span"))
        {
            if (WorkspacePaths.TryMakeRelative(current.Text("file_name"), sourceRoot) is { } file)
                return new Place(
                    file,
                    current.Place("line_start"),
                    SourceColumns.InUtf16(current, "column_start", firstLine: true),
                    current.Place("line_end"),
                    SourceColumns.InUtf16(current, "column_end", firstLine: false));
        }

        return null;
    }

    private static string? Outside(JsonElement[] primary) => primary is [var span, ..] && span.Text("file_name") is { Length: > 0 } file
        ? $"{file}:{span.Place("line_start")}:{span.Place("column_start")}"
        : null;

    private static string? HelpLink(string? code) => code switch
    {
        null => null,
        _ when ErrorCodePattern().IsMatch(code) => $"https://doc.rust-lang.org/error_codes/{code}.html",
        _ when ClippyPattern().Match(code) is { Success: true } lint =>
            $"https://rust-lang.github.io/rust-clippy/master/index.html#{lint.Groups[1].Value}",
        _ => null,
    };

    [GeneratedRegex(@"\AE[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCodePattern();

    [GeneratedRegex(@"\Aclippy::([a-z0-9_]{1,100})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClippyPattern();

    [GeneratedRegex(@"\A(aborting due to |[0-9]{1,9} warnings? emitted|[0-9]{1,9} errors?[;,] [0-9]{1,9} warnings? emitted)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SummaryPattern();

    private sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn);
}
