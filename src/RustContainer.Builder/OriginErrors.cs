using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Says what BuildKit says of a line of the Dockerfile of that in the project which caused the line.</summary>
internal static class OriginErrors
{
    /// <summary>An image cannot be had.</summary>
    public static CodedException ImageNotResolved(Origin origin, ImageNotResolvedException error)
    {
        var which = origin.Value == origin.Image ? "which" : $"for which the image '{origin.Image}' is needed, and that";
        var message = $"{Subject(origin)}, {which} cannot be had: {error.Reason}. {origin.Remedy.TrimEnd('.')}, {error.Remedy} BuildKit said: {PeerText.WithoutQueries(error.InnerException!.Message)}";
        return new CodedException(origin.At(BuildKitCodes.ImageNotResolved, message), error);
    }

    /// <summary>BuildKit does not take the Dockerfile.</summary>
    /// <param name="origin">What caused the line; <see langword="null"/> for nothing in the project.</param>
    /// <param name="dockerfile">The Dockerfile's path.</param>
    /// <param name="error">What BuildKit said.</param>
    public static CodedException DockerfileRefused(Origin? origin, string dockerfile, DockerfileException error)
    {
        var told = origin is null
            ? new Diagnostic(
                WorkerCodes.DockerfileRefused,
                $"BuildKit refused the staged Dockerfile: {error.Message} Look at the line, and report it.",
                dockerfile,
                error.Line,
                error.Line > 0 ? 1 : 0)
            : origin.At(
                WorkerCodes.DockerfileRefused,
                $"{Subject(origin)}, and BuildKit refused line {error.Line} of '{dockerfile}', which has it: {error.Message} {origin.Remedy}");
        return new CodedException(told, error);
    }

    private static string Subject(Origin origin) => $"{char.ToUpperInvariant(origin.Source[0])}{origin.Source[1..]} is '{origin.Value}'";
}
