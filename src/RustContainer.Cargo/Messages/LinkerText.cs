using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RustContainer.Cargo.Messages;

/// <summary>What rustc says of a linker that failed: its command line of some thousand characters, and behind it the linker's words.</summary>
internal static partial class LinkerText
{
    /// <summary>Whether a message is about the linker.</summary>
    public static bool IsFailure(string? message) =>
        message is not null && CargoFailurePattern.Of(message) == CargoFailure.Linker;

    /// <summary>Whether a note tells how the linker was called, which nobody asks who has not read its words.</summary>
    public static bool IsCommandLine(string? note) => note is not null && CommandLine().IsMatch(note);

    /// <summary>The source file and line that the linker names, in builds with debug information.</summary>
    public static (string File, int Line)? PlaceOf(JsonElement message)
    {
        foreach (var child in message.Items("children"))
        {
            if (child.Text("message") is { } text && UndefinedReference().Match(text) is { Success: true } found)
                return (found.Groups[1].Value, int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture));
        }

        return null;
    }

    [GeneratedRegex(@"\A\s*(([A-Z_]+|LC_ALL)=""[^""]*"" )*(env )?""|\A\s*some arguments are omitted", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandLine();

    // GNU ld: "/w/src/src/main.rs:2: undefined reference to `nothere'"; lld: ">>> referenced by main.rs:2 (/w/src/src/main.rs:2)".
    [GeneratedRegex(@"(/[^\s:()]{1,1000}\.rs):([0-9]{1,9})(?:: undefined reference to|\))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UndefinedReference();
}
