namespace RustContainer.BuildKit;

/// <summary>A RUN step whose process ended with another exit code than 0.</summary>
public sealed class ProcessFailedException : SolveException
{
    /// <summary>Creates the exception.</summary>
    public ProcessFailedException(
        string message, int exitCode, string vertexDigest, string vertexName, IReadOnlyList<SourcePosition> sources,
        Exception? cause = null)
        : base(message, vertexDigest, vertexName, sources, cause) => ExitCode = exitCode;

    /// <summary>The exit code. 137 says that the process was killed, often for want of memory.</summary>
    public int ExitCode { get; }
}
