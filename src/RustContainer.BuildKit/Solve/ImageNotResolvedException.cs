using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>An image that a Dockerfile names and that cannot be had.</summary>
public sealed class ImageNotResolvedException : CodedException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="image">The image, as BuildKit writes it: with registry and tag.</param>
    /// <param name="reason">Why it cannot be had.</param>
    /// <param name="sources">Where in the Dockerfile it is named.</param>
    /// <param name="cause">What BuildKit said.</param>
    public ImageNotResolvedException(string image, string reason, IReadOnlyList<SourcePosition> sources, Exception cause)
        : base(
            BuildKitCodes.ImageNotResolved,
            $"The image '{image}' cannot be had: {reason}. Correct its name, {RemedyFor(image)} BuildKit said: {cause.Message}",
            cause)
    {
        Image = image;
        Reason = reason;
        Sources = sources;
    }

    /// <summary>The image, as BuildKit writes it: with registry and tag.</summary>
    public string Image { get; }

    /// <summary>Why it cannot be had, as a part of a sentence.</summary>
    public string Reason { get; }

    /// <summary>Where in the Dockerfile it is named; empty where BuildKit does not tell.</summary>
    public IReadOnlyList<SourcePosition> Sources { get; }

    /// <summary>What else to do than to name another image, as the end of a sentence.</summary>
    public string Remedy => RemedyFor(Image);

    private static string RemedyFor(string image) =>
        $"give the engine access to its registry, or load it with 'docker pull {image}' or 'docker load' on a machine that has it.";
}
