namespace RustContainer.BuildKit;

/// <summary>A gRPC service that a session offers to BuildKit.</summary>
internal interface ISessionService
{
    /// <summary>The full paths of its methods, such as <c>/moby.filesync.v1.FileSync/DiffCopy</c>.</summary>
    IReadOnlyList<string> Methods { get; }

    /// <summary>Answers one call.</summary>
    /// <exception cref="RpcException">The call ends with that status, which BuildKit may expect.</exception>
    /// <exception cref="Contract.CodedException">The call fails, and the solve with this error.</exception>
    Task AnswerAsync(SessionCall call, CancellationToken cancellationToken);
}
