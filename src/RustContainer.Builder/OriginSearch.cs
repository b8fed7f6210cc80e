using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Finds what in the project caused the lines that BuildKit complains of.</summary>
internal static class OriginSearch
{
    /// <summary>What named the image.</summary>
    /// <remarks>BuildKit tells no line of an image that a mount begins with, so the image itself decides, and the line among several.</remarks>
    public static Origin? OfImage(BuildPlan plan, ImageNotResolvedException error)
    {
        var name = Familiar(error.Image);
        var named = plan.Origins.Where(line => line.Origin.Image.Length > 0 && Familiar(line.Origin.Image) == name).ToList();
        return (named.FirstOrDefault(line => IsAmong(line, error.Sources)) ?? named.FirstOrDefault())?.Origin;
    }

    /// <summary>What caused a step: not the images of its mounts, which were there when it ran.</summary>
    public static Origin? OfStep(BuildPlan plan, ProcessFailedException error) =>
        plan.Origins.FirstOrDefault(line => line.Origin.Image.Length == 0 && IsAmong(line, error.Sources))?.Origin;

    /// <summary>What caused the first line that is wrong.</summary>
    public static Origin? OfLine(BuildPlan plan, DockerfileException error) =>
        plan.Origins.FirstOrDefault(line => IsAmong(line, error.Sources))?.Origin;

    private static bool IsAmong(LineOrigin line, IReadOnlyList<SourcePosition> sources) =>
        sources.Any(source => source.Line <= line.EndLine && source.EndLine >= line.Line);

    // https://github.com/distribution/reference/blob/v0.6.0/normalize.go: what BuildKit adds to a name that lacks it.
    private static string Familiar(string image)
    {
        var name = Without(Without(image, "docker.io/"), "library/");
        return name.Contains('@') || !name.EndsWith(":latest", StringComparison.Ordinal) ? name : name[..^":latest".Length];
    }

    private static string Without(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
}
