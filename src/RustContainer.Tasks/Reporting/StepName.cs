using System.Text.RegularExpressions;

namespace RustContainer.Tasks.Reporting;

/// <summary>A step's name as a person wants it.</summary>
internal static partial class StepName
{
    private const int MaxLength = 100;

    /// <summary>The name without the mounts of a RUN and the script that runs cargo, cut to a line.</summary>
    public static string Shorten(string name)
    {
        var shortened = Space().Replace(Mount().Replace(name, ""), " ");
        if (Script().Match(shortened) is { Success: true } script)
            shortened = $"{script.Groups[1].Value}cargo {script.Groups[2].Value.Replace("\", \"", " ", StringComparison.Ordinal)}";
        return shortened.Length <= MaxLength ? shortened : shortened[..MaxLength] + "…";
    }

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"--mount=\S+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Mount();

    // RUN ["sh", "/rustcontainer/scripts/compile.sh", "--artifact", "…", "--", "build", "--locked"]
    [GeneratedRegex(@"\A(.*)RUN \[""sh"", ""/rustcontainer/scripts/.*?, ""--"", ""(.*)""\]", RegexOptions.CultureInvariant)]
    private static partial Regex Script();
}
