using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using RustContainer.BuildKit.Protocol.Health;
using RustContainer.BuildKit.Protocol.Session;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What one solve offers to BuildKit: its folders, the place of its result, and no credentials.</summary>
internal sealed class Session : IAsyncDisposable
{
    private const string Health = "/grpc.health.v1.Health/Check";
    private const string FileSync = "/moby.filesync.v1.FileSync/DiffCopy";
    private const string FileSend = "/moby.filesync.v1.FileSend/DiffCopy";
    private const string Credentials = "/moby.filesync.v1.Auth/Credentials";

    private readonly Dictionary<string, Lazy<SyncTree>> _folders;
    private readonly string? _exportFolder;
    private readonly Action<SolveEvent> _report;
    private readonly CancellationTokenSource _ended = new();
    private readonly HashSet<Task> _calls = [];
    private CodedException? _fault;
    private bool _closed;

    /// <param name="folders">The folders that BuildKit may ask for.</param>
    /// <param name="exportFolder">Where a local export goes; <see langword="null"/> where there is none.</param>
    /// <param name="report">Takes what was transferred.</param>
    public Session(IEnumerable<SyncDirectory> folders, string? exportFolder, Action<SolveEvent> report)
    {
        _folders = folders.ToDictionary(
            f => f.Name, f => new Lazy<SyncTree>(() => SyncTree.Create(f.Enumerate())), StringComparer.Ordinal);
        _exportFolder = exportFolder;
        _report = report;
    }

    /// <summary>The name under which BuildKit knows the session.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The first error on this side; it tells more than what BuildKit makes of it.</summary>
    public CodedException? Fault => Volatile.Read(ref _fault);

    /// <summary>The methods that are offered.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Health, FileSync, FileSend, Credentials];

    /// <summary>Answers one call; those that come after the end are dropped.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        Task call;
        lock (_calls)
        {
            if (_closed)
            {
                context.Abort();
                return;
            }

            _calls.Add(call = Task.Run(() => AnswerAsync(context)));
        }

        try
        {
            await call.ConfigureAwait(false);
        }
        finally
        {
            lock (_calls)
            {
                _calls.Remove(call);
            }
        }
    }

    /// <summary>Ends all calls; none of them reads or writes a file any more after this.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] calls;
        lock (_calls)
        {
            _closed = true;
            calls = [.. _calls];
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, context.RequestAborted);
        context.Response.ContentType = GrpcHeaders.ContentType;
        var (status, message) = await RunAsync(context, ended.Token).ConfigureAwait(false);
        context.Response.AppendTrailer(GrpcHeaders.Status, ((int)status).ToString("D", null));
        if (message.Length > 0)
        {
            context.Response.AppendTrailer(GrpcHeaders.Message, GrpcHeaders.EncodeMessage(message));
        }
    }

    private async Task<(GrpcStatus Status, string Message)> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            switch (context.Request.Path.Value)
            {
                case Health:
                    await AnswerAsync(
                        context, HealthCheckRequest.Parser,
                        new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving },
                        cancellationToken).ConfigureAwait(false);
                    break;
                case Credentials:
                    await AnswerAsync(context, CredentialsRequest.Parser, new CredentialsResponse(), cancellationToken)
                        .ConfigureAwait(false);
                    break;
                case FileSync:
                    return await SendFolderAsync(context, cancellationToken).ConfigureAwait(false);
                case FileSend when _exportFolder is { } folder:
                    await ReceiveFolderAsync(context, folder, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return (GrpcStatus.Unimplemented, $"{context.Request.Path} is not offered");
            }

            return (GrpcStatus.Ok, "");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return (GrpcStatus.Cancelled, e.Message);
        }
        catch (Exception e)
        {
            var fault = AsFault(e);
            Interlocked.CompareExchange(ref _fault, fault, null);
            return (GrpcStatus.Unknown, fault.Message);
        }
    }

    private static CodedException AsFault(Exception e) => e switch
    {
        CodedException coded => coded,
        InvalidDataException => TransportErrors.Violation(e.Message, e),
        _ => TransportErrors.Violation($"an unexpected error: {e.Message}", e),
    };

    private static async Task AnswerAsync<T>(
        HttpContext context, MessageParser<T> parser, IMessage answer, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        _ = await GrpcFrames.ReadAsync(context.Request.BodyReader, parser, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidDataException("a call came without its message");
        GrpcFrames.Write(context.Response.BodyWriter, answer);
        await context.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<(GrpcStatus Status, string Message)> SendFolderAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = SyncRequest.Read(context.Request.Headers);
        if (!_folders.TryGetValue(request.DirectoryName, out var folder))
        {
            return (GrpcStatus.NotFound, $"no access allowed to dir \"{request.DirectoryName}\"");
        }

        using var packets = new PacketChannel(context.Request.BodyReader, context.Response.BodyWriter);
        try
        {
            var entries = SyncFilter.For(folder.Value, request).Apply(folder.Value).ToArray();
            var (files, bytes) = await new DiffSender(packets, entries).RunAsync(cancellationToken).ConfigureAwait(false);
            _report(new FolderSent(request.DirectoryName, files, bytes));
            return (GrpcStatus.Ok, "");
        }
        catch (Exception e) when (e is CodedException or InvalidDataException)
        {
            await packets.WriteErrorAsync(e.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ReceiveFolderAsync(HttpContext context, string folder, CancellationToken cancellationToken)
    {
        using var packets = new PacketChannel(context.Request.BodyReader, context.Response.BodyWriter);
        try
        {
            // Answers the headers, so that the peer begins to send.
            await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
            Directory.CreateDirectory(folder);
            await new DiffReceiver(packets, new ExportFolder(folder)).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CodedException or InvalidDataException)
        {
            await packets.WriteErrorAsync(e.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
