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

    /// <summary>Says whether the endpoint can export like this, before the first build of which the result would be lost.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.EngineNeeded"/> or <see cref="BuildKitCodes.ImageFormatUnsupported"/>.</exception>
    public void RequireExport(SolveExport export) => ExportSupport.Require(Endpoint, Engine, Capabilities, export);

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

    /// <summary>Runs one build. Where the connection is lost it is made again and the build repeated, a few times: BuildKit names all that it
    /// makes by content, so that nothing is made twice.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Takes the events of the build, one at a time.</param>
    /// <param name="cancellationToken">Cancels the build: its processes are gone when this method has thrown.</param>
    /// <exception cref="SolveException">The build failed: <see cref="ProcessFailedException"/> for a step,
    /// <see cref="DockerfileException"/> for the Dockerfile.</exception>
    /// <exception cref="CodedException">Something stands between the build and BuildKit: a connection, a file, an image.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<SolveResult> SolveAsync(SolveRequest request, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        RequireExport(request.Export);
        RequireCaches(request.CacheImports, request.CacheExports);
        return await SolveRepetition.RunAsync(
            Endpoint, () => SolveOnceAsync(request, progress, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SolveResult> SolveOnceAsync(SolveRequest request, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        switch (request.Export)
        {
            case SolveExport.Archive archive when Capabilities.WritesArchives:
                return await ReceiveAsync(archive, request, progress, cancellationToken).ConfigureAwait(false);
            case SolveExport.Archive archive:
                return await SaveAsync(archive, request, progress, cancellationToken).ConfigureAwait(false);
            case SolveExport.Image { Push: true, Names: var names } when Capabilities.Push == PushRoute.EngineApi:
                var result = await RunAsync(request, [], progress, cancellationToken).ConfigureAwait(false);
                return await PushAsync(names, result, request.Credentials, progress, cancellationToken).ConfigureAwait(false);
            default:
                return await RunAsync(request, [], progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SolveResult> RunAsync(
        SolveRequest request, IEnumerable<ISessionService> services, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        var caches = new LocalCaches(request);
        var solve = new Solve(_connection.Transport, _server, Capabilities, caches.Request, [.. caches.Services, .. services], progress);
        await using var _ = solve.ConfigureAwait(false);
        var result = await solve.RunAsync(cancellationToken).ConfigureAwait(false);
        caches.Conclude(result);
        return result;
    }

    private async Task<SolveResult> ReceiveAsync(
        SolveExport.Archive archive, SolveRequest request, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        var file = ArchiveFile.Create(archive.Path);
        await using var _ = file.ConfigureAwait(false);
        var target = new ArchiveTarget(file);
        var result = await RunAsync(request, [target], progress, cancellationToken).ConfigureAwait(false);
        if (!target.IsWhole)
        {
            throw TransportErrors.Violation("the build succeeded, and the archive of its image did not come");
        }

        await file.CompleteAsync().ConfigureAwait(false);
        return result;
    }

    private async Task<SolveResult> SaveAsync(
        SolveExport.Archive archive, SolveRequest request, Action<SolveEvent> progress, CancellationToken cancellationToken)
    {
        var image = new PassingImage(RequireApi("saving an image"), archive.Path);
        await using var _ = image.ConfigureAwait(false);
        var made = request with { Export = new SolveExport.Image([image.Name]) };
        var result = await RunAsync(made, [], progress, cancellationToken).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        var step = $"writing {archive.Path}";
        progress(new VertexStarted(step, step));
        await image.SaveAsync(archive, cancellationToken).ConfigureAwait(false);
        progress(new VertexFinished(step, step, Cached: false, Stopwatch.GetElapsedTime(started).TotalSeconds, Error: null));
        return result;
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
