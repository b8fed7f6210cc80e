using System.Text.RegularExpressions;

namespace RustContainer.Tasks.Reporting;

/// <summary>A step's name as a person wants it.</summary>
internal static partial class StepName
{
    private const int MaxLength = 100;

    /// <summary>The name without the mounts of a RUN, cut to a line.</summary>
    public static string Shorten(string name)
    {
        var shortened = Mount().Replace(name, "");
        return shortened.Length <= MaxLength ? shortened : shortened[..MaxLength] + "…";
    }

    [GeneratedRegex(@"--mount=\S+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Mount();
}
