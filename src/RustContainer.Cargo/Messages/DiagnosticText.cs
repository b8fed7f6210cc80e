using System.Text;
using System.Text.Json;

namespace RustContainer.Cargo.Messages;

/// <summary>Makes one text of a diagnostic: its message, the primary label, and each note, advice and suggestion on a line.</summary>
internal static class DiagnosticText
{
    // Longer texts help nobody in an error list, and a hostile log must not fill it.
    private const int MaxLength = 8 * 1024;

    // A linker's command line must not push the linker's own words out.
    private const int MaxPartLength = 1600;

    public static string Compose(JsonElement message, string? outside)
    {
        var text = new StringBuilder();
        text.Append(Clean(message.Text("message")));
        if (PrimaryLabel(message) is { Length: > 0 } label && !text.ToString().Contains(label, StringComparison.Ordinal))
            text.Append(": ").Append(label);
        if (outside is not null)
            text.Append("\n  at ").Append(Clean(outside));
        var ofLinker = LinkerText.IsFailure(message.Text("message"));
        foreach (var child in message.Items("children"))
        {
            if (text.Length > MaxLength)
                break;
            if (!ofLinker || !LinkerText.IsCommandLine(child.Text("message")))
                AppendChild(text, child);
        }

        return AnsiText.CutMiddle(text.ToString(), MaxLength);
    }

    private static void AppendChild(StringBuilder text, JsonElement child)
    {
        if (Clean(child.Text("message")) is not { Length: > 0 } message)
            return;
        text.Append("\n  ").Append(child.Text("level") is "help" ? "help" : "note").Append(": ").Append(message.TrimStart());
        var suggestions = child.Items("spans").Select(span => span.Text("suggested_replacement")).OfType<string>()
            .Select(suggestion => Clean(suggestion.Trim())).Where(suggestion => suggestion.Length > 0).ToArray();
        if (suggestions.Length > 0)
            text.Append(": ").AppendJoin(" … ", suggestions.Select(suggestion => $"`{suggestion}`"));
    }

    private static string PrimaryLabel(JsonElement message) => Clean(message.Items("spans")
        .Where(span => span.Flag("is_primary")).Select(span => span.Text("label")).FirstOrDefault(label => !string.IsNullOrEmpty(label)));

    /// <summary>Continuation lines are indented, and control characters that could rewrite a terminal are left out.</summary>
    private static string Clean(string? text)
    {
        if (text is null)
            return "";
        var clean = new StringBuilder();
        foreach (var c in AnsiText.Strip(AnsiText.CutMiddle(text, MaxPartLength)).TrimEnd())
        {
            if (c == '\n')
                clean.Append("\n    ");
            else if (!char.IsControl(c) || c == '\t')
                clean.Append(c);
        }

        return clean.ToString();
    }
}
