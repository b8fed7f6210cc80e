using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Secrets;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Gives BuildKit the secrets that a step mounts, and keeps none of them.</summary>
/// <param name="secrets">Those that it may ask for.</param>
internal sealed class SecretService(IEnumerable<SecretSource> secrets) : ISessionService
{
    private readonly Dictionary<string, SecretSource> _secrets = secrets.ToDictionary(secret => secret.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.buildkit.secrets.v1.Secrets/GetSecret"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        var id = (await call.ReadAsync(GetSecretRequest.Parser, cancellationToken).ConfigureAwait(false)).ID;
        if (!_secrets.TryGetValue(id, out var secret))
        {
            // BuildKit goes on where the mount does not say required.
            throw new RpcException(GrpcStatus.NotFound, $"secret {id}: not found", RpcErrorDetails.None);
        }

        var value = await secret.ReadAsync(cancellationToken).ConfigureAwait(false);
        var answer = new GetSecretResponse { Data = UnsafeByteOperations.UnsafeWrap(value) };
        await call.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
    }
}
