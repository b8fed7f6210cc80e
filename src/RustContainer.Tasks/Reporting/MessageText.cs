using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.Tasks.Reporting;

/// <summary>Makes one line of a message: MSBuild repeats file, line and code before every line of one, and lists show the first alone.</summary>
internal static partial class MessageText
{
    private static readonly string[] Parts = ["note: ", "help: ", "caused by: ", "at "];

    /// <summary>The lines of <paramref name="text"/> in one, notes and causes set off by semicolons, command lines cut to their program.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var part in CommandLine().Replace(text, "`$1 …`").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Length > 0)
                line.Append(!EndsSentence(line) && Parts.Any(start => part.StartsWith(start, StringComparison.Ordinal)) ? "; " : " ");
            line.Append(part);
        }

        return line.ToString();
    }

    /// <summary>A line with a sentence behind it.</summary>
    public static string WithRemedy(string line, string remedy) =>
        remedy.Length == 0 ? line : EndsSentence(new StringBuilder(line)) ? $"{line} {remedy}" : $"{line}. {remedy}";

    private static bool EndsSentence(StringBuilder line) => line.Length > 0 && line[^1] is '.' or ':' or ';' or '!' or '?' or '…';

    // "process didn't exit successfully: `rustc --crate-name app …` (signal: 9, SIGKILL: kill)"
    [GeneratedRegex(@"`(\S{1,200}) [^`\n]{80,}`", RegexOptions.CultureInvariant)]
    private static partial Regex CommandLine();
}
