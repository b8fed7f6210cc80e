namespace RustContainer.BuildKit;

/// <summary>A Dockerfile that cannot be read, or that names something that is not there.</summary>
public sealed class DockerfileException : SolveException
{
    /// <summary>Creates the exception.</summary>
    public DockerfileException(string message, IReadOnlyList<SourcePosition> sources, Exception? cause = null)
        : base(message, "", "", sources, cause)
    {
    }

    /// <summary>The first line that is wrong, 1-based; 0 where BuildKit does not tell.</summary>
    public int Line => Sources.Count > 0 ? Sources[0].Line : 0;
}
