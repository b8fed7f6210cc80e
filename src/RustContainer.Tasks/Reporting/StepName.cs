using System.Text.RegularExpressions;

namespace RustContainer.Tasks.Reporting;

/// <summary>A step's name as a person wants it.</summary>
internal static partial class StepName
{
    private const int MaxLength = 100;

    /// <summary>The name without the mounts of a RUN, cut to a line.</summary>
    public static string Shorten(string name)
    {
        var shortened = Space().Replace(Mount().Replace(name, ""), " ");
        return shortened.Length <= MaxLength ? shortened : shortened[..MaxLength] + "…";
    }

    /// <summary>Whether a person waits for the step: a program runs, or an image is written.</summary>
    public static bool IsWork(string name) =>
        name.Contains("] RUN ", StringComparison.Ordinal) || name.StartsWith("exporting to image", StringComparison.Ordinal)
        || name.StartsWith("pushing ", StringComparison.Ordinal);

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"--mount=\S+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Mount();
}
