using RustContainer.BuildKit.Protocol.Session;

namespace RustContainer.BuildKit;

/// <summary>Answers BuildKit's question for a registry's credentials: there are none.</summary>
internal sealed class CredentialsService : ISessionService
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.filesync.v1.Auth/Credentials"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        _ = await call.ReadAsync(CredentialsRequest.Parser, cancellationToken).ConfigureAwait(false);
        await call.WriteAsync(new CredentialsResponse(), cancellationToken).ConfigureAwait(false);
    }
}
