using RustContainer.BuildKit.Protocol.Health;

namespace RustContainer.BuildKit;

/// <summary>Tells BuildKit that the session lives. Without it BuildKit ends the session.</summary>
internal sealed class HealthService : ISessionService
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/grpc.health.v1.Health/Check"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        _ = await call.ReadAsync(HealthCheckRequest.Parser, cancellationToken).ConfigureAwait(false);
        var answer = new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving };
        await call.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
    }
}
