using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;
using WireRequest = RustContainer.BuildKit.Protocol.Control.SolveRequest;

namespace RustContainer.BuildKit;

/// <summary>One build while it runs: its session, the Solve call, and the Status stream beside it.</summary>
internal sealed class Solve : IAsyncDisposable
{
    // Long enough for BuildKit to kill a step and say so, short enough to wait for: whoever cancels waits not much longer.
    private static readonly TimeSpan StatusEnd = TimeSpan.FromSeconds(10);

    private readonly IBuildKitTransport _transport;
    private readonly SessionServer _server;
    private readonly EndpointCapabilities _capabilities;
    private readonly SolveRequest _request;
    private readonly string _reference = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _statusEnded = new();
    private readonly Lock _reporting = new();
    private readonly Action<SolveEvent> _report;
    private readonly ProgressTracker _progress;
    private readonly Session _session;
    private Stream? _connection;
    private volatile bool _statusSeen;

    public Solve(
        IBuildKitTransport transport,
        SessionServer server,
        EndpointCapabilities capabilities,
        SolveRequest request,
        IEnumerable<ISessionService> services,
        Action<SolveEvent> report)
    {
        _capabilities = capabilities;
        _transport = transport;
        _server = server;
        _request = request;
        _report = report;
        _progress = new ProgressTracker(Report);
        _session = new Session([.. ServicesFor(_request), .. services]);
    }

    public async Task<SolveResult> RunAsync(CancellationToken cancellationToken)
    {
        _connection = await _transport.OpenSessionAsync(SessionHeaders(), cancellationToken).ConfigureAwait(false);
        _server.Serve(_connection, _session);
        var status = FollowAsync();
        try
        {
            var response = await _transport.Control.SolveCallAsync("Solve", WireRequestFor(), SolveResponse.Parser, cancellationToken)
                .ConfigureAwait(false);
            await EndStatusAsync(status).ConfigureAwait(false);
            return ResultOf(response);
        }
        catch (RpcException e)
        {
            await EndStatusAsync(status).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw _session.Fault ?? (_session.IsCut ? TransportErrors.Lost(e) : SolveErrors.From(e, _progress, _request.Credentials));
        }
        catch
        {
            await EndStatusAsync(status).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _statusEnded.CancelAsync().ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        if (_connection is { } connection)
        {
            // Kestrel sees the end by itself; asked to abort, it would take until its next heartbeat.
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _statusEnded.Dispose();
    }

    private IEnumerable<ISessionService> ServicesFor(SolveRequest request)
    {
        yield return new FolderSource(request.Folders, Report);
        yield return new SecretService(request.Secrets);
        yield return new SshAgentService(request.SshAgents);
        yield return new CredentialsService(request.Credentials);
        if (request.Export is SolveExport.Folder folder)
        {
            yield return new FolderTarget(folder.Path);
        }
    }

    private void Report(SolveEvent solveEvent)
    {
        lock (_reporting)
        {
            _report(solveEvent);
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            var responses = _transport.Control.StreamAsync(
                "Status", new StatusRequest { Ref = _reference }, StatusResponse.Parser, _statusEnded.Token);
            await foreach (var response in responses.ConfigureAwait(false))
            {
                _statusSeen = true;
                _progress.Take(response);
            }
        }
        catch (RpcException)
        {
            // The solve failed before it was a job; the Solve call tells why.
        }
        finally
        {
            _progress.Complete();
        }
    }

    /// <summary>Waits until BuildKit has told all, which it has when the last process is gone.</summary>
    private async Task EndStatusAsync(Task status)
    {
        // A solve that failed before it was a job has no status; BuildKit would look for it for seconds.
        _statusEnded.CancelAfter(_statusSeen ? StatusEnd : TimeSpan.FromMilliseconds(500));
        try
        {
            await status.ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or CodedException)
        {
            // The Solve call tells why.
        }
    }

    private List<KeyValuePair<string, string>> SessionHeaders()
    {
        const string Prefix = "X-Docker-Expose-Session-";
        List<KeyValuePair<string, string>> headers =
        [
            new(Prefix + "Uuid", _session.Id),
            new(Prefix + "Name", "rustcontainer"),
            new(Prefix + "Sharedkey", CheckedKey(_request.SharedKey)),
        ];
        headers.AddRange(_session.Methods.Select(method => KeyValuePair.Create(Prefix + "Grpc-Method", method)));
        return headers;
    }

    private WireRequest WireRequestFor()
    {
        var wire = new WireRequest { Ref = _reference, Session = _session.Id, Frontend = "dockerfile.v0" };
        wire.FrontendAttrs.Add("filename", _request.Dockerfile);
        AddUnlessEmpty(wire, "target", _request.Target);
        AddUnlessEmpty(wire, "platform", _request.Platform);
        foreach (var (name, value) in _request.BuildArguments)
        {
            wire.FrontendAttrs[$"build-arg:{name}"] = value;
        }

        foreach (var folder in _request.Folders.Where(f => f.Name is not ("context" or "dockerfile")))
        {
            wire.FrontendAttrs[$"context:{folder.Name}"] = $"local:{folder.Name}";
        }

        foreach (var (name, value) in _request.FrontendAttributes)
        {
            wire.FrontendAttrs[name] = value;
        }

        wire.Entitlements.AddRange(_request.Entitlements);
        WireCaches.Add(wire, _request);
        AddExport(wire);
        return wire;
    }

    private void AddExport(WireRequest wire)
    {
        var exporter = _request.Export switch
        {
            SolveExport.Folder => new Exporter { Type = "local" },
            SolveExport.Image => new Exporter { Type = _capabilities.ImageExporter },

            // With OCI media types this is a layout like that of the exporter "oci", and docker load takes it as well.
            SolveExport.Archive => new Exporter { Type = "docker" },
            _ => null,
        };
        if (exporter is null)
        {
            return;
        }

        AddAttributes(exporter);

        // Engines before 25.0 read the old fields, later ones prefer the new.
        wire.ExporterDeprecated = exporter.Type;
        wire.ExporterAttrsDeprecated.Add(exporter.Attrs);
        wire.Exporters.Add(exporter);
    }

    private void AddAttributes(Exporter exporter)
    {
        var (names, format) = _request.Export switch
        {
            SolveExport.Archive archive => (archive.Names, archive.Format),
            SolveExport.Image image => (image.Names, image.Format),
            _ => ([], ImageFormat.Docker),
        };
        if (names.Count > 0)
        {
            exporter.Attrs.Add("name", string.Join(',', names));
        }

        if (format == ImageFormat.Oci)
        {
            exporter.Attrs.Add("oci-mediatypes", "true");
        }

        if (_request.Export is SolveExport.Image { Push: true, Names.Count: > 0 } && _capabilities.Push == PushRoute.Exporter)
        {
            exporter.Attrs.Add("push", "true");
        }
    }

    private static SolveResult ResultOf(SolveResponse response)
    {
        var values = new Dictionary<string, string>(response.ExporterResponse, StringComparer.Ordinal);
        var id = values.GetValueOrDefault("containerimage.digest", "");

        // Only a store that keeps manifests describes one; there it is the image's id too.
        return new SolveResult(id, values.ContainsKey("containerimage.descriptor") ? id : "", values);
    }

    private static void AddUnlessEmpty(WireRequest wire, string name, string value)
    {
        if (value.Length > 0)
        {
            wire.FrontendAttrs.Add(name, value);
        }
    }

    private static string CheckedKey(string key) => key.All(c => c is > ' ' and < (char)0x7f)
        ? key
        : throw new ArgumentException("The shared key may hold printable ASCII only.", nameof(key));
}
