namespace RustContainer.BuildKit;

/// <summary>A solve that failed because of what was to be built: a step, or the Dockerfile.</summary>
public class SolveException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SolveException(
        string message, string vertexDigest, string vertexName, IReadOnlyList<SourcePosition> sources, Exception? cause = null)
        : base(message, cause)
    {
        VertexDigest = vertexDigest;
        VertexName = vertexName;
        Sources = sources;
    }

    /// <summary>The step that failed; empty where none did.</summary>
    public string VertexDigest { get; }

    /// <summary>The name of the step that failed; empty where none did.</summary>
    public string VertexName { get; }

    /// <summary>Where in the Dockerfile; empty where BuildKit does not tell.</summary>
    public IReadOnlyList<SourcePosition> Sources { get; }
}
