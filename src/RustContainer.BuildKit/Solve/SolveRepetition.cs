using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Repeats a solve whose connection was lost. What BuildKit answered is never asked for again, be it an error.</summary>
internal static class SolveRepetition
{
    private const int MaxAttempts = 3;

    // Long enough together for an engine that is restarted, short enough to wait for one that was stopped.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(2)];

    /// <summary>Runs a solve, and again where the connection is lost.</summary>
    /// <param name="endpoint">Where it runs.</param>
    /// <param name="solve">The solve; each call makes the connections that it needs.</param>
    /// <param name="report">Takes a <see cref="SolveRepeated"/> for every repetition.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EngineStopped"/>, or what the last attempt ended with.</exception>
    public static async Task<SolveResult> RunAsync(
        Endpoint endpoint, Func<Task<SolveResult>> solve, Action<SolveEvent> report, CancellationToken cancellationToken)
    {
        for (var attempt = 2; ; attempt++)
        {
            try
            {
                return await solve().ConfigureAwait(false);
            }
            catch (CodedException e)
                when (attempt <= MaxAttempts && TransportErrors.IsLost(e) && !cancellationToken.IsCancellationRequested)
            {
                await ReachAsync(endpoint, e, cancellationToken).ConfigureAwait(false);
                report(new SolveRepeated(TransportErrors.Innermost(e).Message, attempt, MaxAttempts));
            }
        }
    }

    private static async Task ReachAsync(Endpoint endpoint, CodedException loss, CancellationToken cancellationToken)
    {
        EndpointUnreachableException? refusal = null;
        foreach (var pause in Pauses)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            try
            {
                await EndpointSearch.ProbeAsync((endpoint.Engine ?? endpoint).Address, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (EndpointUnreachableException e)
            {
                refusal = e;
            }
        }

        throw TransportErrors.Stopped(endpoint, loss, refusal!);
    }
}
