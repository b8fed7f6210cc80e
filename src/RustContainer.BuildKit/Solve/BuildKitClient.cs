using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Builds through an engine's BuildKit. One client may run any number of solves, also at once; each has a session of its
/// own.</summary>
public sealed class BuildKitClient : IAsyncDisposable
{
    private readonly EngineTransport _transport;
    private readonly SessionServer _server;

    private BuildKitClient(EngineTransport transport, SessionServer server)
    {
        _transport = transport;
        _server = server;
    }

    /// <summary>Where the engine is.</summary>
    public Endpoint Endpoint => _transport.Endpoint;

    /// <summary>What the engine says about itself.</summary>
    public EngineVersion Engine => _transport.Engine;

    /// <summary>The engine's REST API.</summary>
    public EngineApi Api => _transport.Api;

    /// <summary>Connects to the engine at <paramref name="endpoint"/>.</summary>
    /// <exception cref="CodedException">It does not answer, is too old, or has no BuildKit.</exception>
    public static async Task<BuildKitClient> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        // Kestrel's start and the engine's answer take about as long as each other.
        var starting = Task.Run(() => SessionServer.StartAsync(cancellationToken), cancellationToken);
        try
        {
            var transport = await EngineTransport.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new BuildKitClient(transport, await starting.ConfigureAwait(false));
        }
        catch
        {
            await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (starting.IsCompletedSuccessfully)
            {
                await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Runs one build.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Takes the events of the build, one at a time.</param>
    /// <param name="cancellationToken">Cancels the build: its processes are gone when this method has thrown.</param>
    /// <exception cref="SolveException">The build failed: <see cref="ProcessFailedException"/> for a step,
    /// <see cref="DockerfileException"/> for the Dockerfile.</exception>
    /// <exception cref="CodedException">Something stands between the build and BuildKit: a connection, a file, an image.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<SolveResult> SolveAsync(SolveRequest request, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        var solve = new Solve(_transport, _server, request, progress);
        await using var _ = solve.ConfigureAwait(false);
        return await solve.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The workers that run builds.</summary>
    /// <exception cref="CodedException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<BuildKitWorker>> ListWorkersAsync(CancellationToken cancellationToken)
    {
        var response = await _transport.CallAsync(
            "ListWorkers", new ListWorkersRequest(), ListWorkersResponse.Parser, cancellationToken).ConfigureAwait(false);
        return
        [
            .. response.Record.Select(r => new BuildKitWorker(
                r.ID,
                [.. r.Platforms.Select(p => p.Variant.Length > 0 ? $"{p.OS}/{p.Architecture}/{p.Variant}" : $"{p.OS}/{p.Architecture}")],
                new Dictionary<string, string>(r.Labels))),
        ];
    }

    /// <summary>The version of BuildKit inside the engine. Distributions leave it at <c>v0.0.0+unknown</c>: decide by
    /// <see cref="EngineVersion"/>.</summary>
    /// <exception cref="CodedException">The engine does not answer.</exception>
    public async Task<string> BuildKitVersionAsync(CancellationToken cancellationToken)
    {
        var response = await _transport.CallAsync("Info", new InfoRequest(), InfoResponse.Parser, cancellationToken).ConfigureAwait(false);
        return response.BuildkitVersion?.Version ?? "";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
