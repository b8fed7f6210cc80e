using System.Diagnostics;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Builds through the BuildKit of an engine, or a buildkitd. One client may run any number of solves, also at once; each has a session of its
/// own.</summary>
public sealed class BuildKitClient : IAsyncDisposable
{
    private readonly BuilderConnection _connection;
    private readonly SessionServer _server;

    private BuildKitClient(BuilderConnection connection, SessionServer server)
    {
        _connection = connection;
        _server = server;
    }

    /// <summary>Where it is.</summary>
    public Endpoint Endpoint => _connection.Endpoint;

    /// <summary>What the engine says about itself; <see langword="null"/> where a buildkitd answers.</summary>
    public EngineVersion? Engine => _connection.Engine;

    /// <summary>The engine's REST API; <see langword="null"/> where a buildkitd answers.</summary>
    public EngineApi? Api => _connection.Api;

    /// <summary>What the endpoint can do.</summary>
    public EndpointCapabilities Capabilities => _connection.Capabilities;

    /// <summary>The workers that run builds.</summary>
    public IReadOnlyList<BuildKitWorker> Workers => _connection.Workers;

    /// <summary>How BuildKit is spoken to, in a few words.</summary>
    public string Route => _connection.Transport.Description;

    /// <summary>The engine's REST API, for what cannot be done without.</summary>
    /// <param name="purpose">What it is for, as in "loading an image".</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EngineNeeded"/>: a buildkitd answers.</exception>
    public EngineApi RequireApi(string purpose) => Api ?? throw new CodedException(
        BuildKitCodes.EngineNeeded,
        $"{char.ToUpperInvariant(purpose[0])}{purpose[1..]} needs a Docker Engine, and what answers at {Endpoint.Address} "
        + $"({Endpoint.Source}) is a buildkitd, which keeps no images to run. Push the image to a registry or write it to an archive, or "
        + "point BuildKitEndpoint or DOCKER_HOST at an engine.");

    /// <summary>Says whether the endpoint can read and write caches, before the first build that is to use them.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CacheUnsupported"/>.</exception>
    public void RequireCaches(IEnumerable<CacheEntry> imports, IEnumerable<CacheEntry> exports) =>
        CacheSupport.Require(Endpoint, Capabilities, imports, exports);

    /// <summary>Connects to what answers at <paramref name="endpoint"/>.</summary>
    /// <exception cref="CodedException">It does not answer, is too old, or has no BuildKit.</exception>
    public static async Task<BuildKitClient> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        // Kestrel's start and the engine's answer take about as long as each other.
        var starting = Task.Run(() => SessionServer.StartAsync(cancellationToken), cancellationToken);
        try
        {
            var connection = await BuilderConnection.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new BuildKitClient(connection, await starting.ConfigureAwait(false));
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
        var image = request.Export as SolveExport.Image;
        if (image is { Push: false })
        {
            RequireApi("making an image in an engine");
        }

        RequireCaches(request.CacheImports, request.CacheExports);
        var caches = new LocalCaches(request);
        var solve = new Solve(_connection.Transport, _server, Capabilities, caches, progress);
        await using var _ = solve.ConfigureAwait(false);
        var result = await solve.RunAsync(cancellationToken).ConfigureAwait(false);
        caches.Conclude(result);
        return image is { Push: true } && Capabilities.Push == PushRoute.EngineApi
            ? await PushAsync(image.Names, result, request.Credentials, progress, cancellationToken).ConfigureAwait(false)
            : result;
    }

    private async Task<SolveResult> PushAsync(
        IReadOnlyList<string> names,
        SolveResult result,
        RegistryCredentials credentials,
        Action<SolveEvent> progress,
        CancellationToken cancellationToken)
    {
        var digest = "";
        foreach (var name in names)
        {
            var started = Stopwatch.GetTimestamp();
            var step = $"pushing {name}";
            progress(new VertexStarted(step, step));
            digest = await ImagePush.RunAsync(RequireApi("pushing an image"), name, credentials, cancellationToken).ConfigureAwait(false);
            progress(new VertexFinished(step, step, Cached: false, Stopwatch.GetElapsedTime(started).TotalSeconds, Error: null));
        }

        return result with { ImageDigest = digest };
    }

    /// <summary>The version of BuildKit inside the engine. Distributions leave it at <c>v0.0.0+unknown</c>: decide by
    /// <see cref="EngineVersion"/>.</summary>
    /// <exception cref="CodedException">The engine does not answer.</exception>
    public async Task<string> BuildKitVersionAsync(CancellationToken cancellationToken)
    {
        var response = await _connection.Transport.Control.CallAsync("Info", new InfoRequest(), InfoResponse.Parser, cancellationToken).ConfigureAwait(false);
        return response.BuildkitVersion?.Version ?? "";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
