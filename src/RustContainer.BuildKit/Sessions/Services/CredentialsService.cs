using RustContainer.BuildKit.Protocol.Session;

namespace RustContainer.BuildKit;

/// <summary>Answers BuildKit's question for a registry's credentials.</summary>
/// <param name="credentials">Where they are found.</param>
internal sealed class CredentialsService(RegistryCredentials credentials) : ISessionService
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.filesync.v1.Auth/Credentials"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        var request = await call.ReadAsync(CredentialsRequest.Parser, cancellationToken).ConfigureAwait(false);
        var found = await credentials.FindAsync(request.Host, cancellationToken).ConfigureAwait(false);

        // A secret without a name is a token that BuildKit exchanges.
        await call.WriteAsync(
            new CredentialsResponse { Username = found?.UserName ?? "", Secret = found?.Secret ?? "" }, cancellationToken).ConfigureAwait(false);
    }
}
