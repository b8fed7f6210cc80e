using Microsoft.AspNetCore.Http;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What one solve offers to BuildKit, service by service.</summary>
internal sealed class Session : IAsyncDisposable
{
    // No token ends what waits for a file, such as one on a server that is gone.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, ISessionService> _services = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();
    private readonly HashSet<Task> _calls = [];
    private CodedException? _fault;
    private volatile bool _isCut;
    private bool _closed;

    /// <param name="services">What is offered, beside the sign of life.</param>
    public Session(IEnumerable<ISessionService> services)
    {
        foreach (var service in services.Prepend(new HealthService()))
        {
            foreach (var method in service.Methods)
            {
                _services.Add(method, service);
            }
        }
    }

    /// <summary>The name under which BuildKit knows the session.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The first error on this side; it tells more than what BuildKit makes of it.</summary>
    public CodedException? Fault => Volatile.Read(ref _fault);

    /// <summary>Whether its connection has ended.</summary>
    public bool IsCut => _isCut;

    /// <summary>Says that its connection has ended.</summary>
    public void Cut() => _isCut = true;

    /// <summary>The methods that are offered.</summary>
    public IReadOnlyCollection<string> Methods => _services.Keys;

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

    /// <summary>Ends all calls; none of them reads or writes a file any more after this, but for one that the file itself holds up.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] calls;
        lock (_calls)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            calls = [.. _calls];
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(calls).WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            var call = new SessionCall(context);
            if (!_services.TryGetValue(call.Method, out var service))
            {
                return (GrpcStatus.Unimplemented, $"{call.Method} is not offered");
            }

            await service.AnswerAsync(call, cancellationToken).ConfigureAwait(false);
            return (GrpcStatus.Ok, "");
        }
        catch (RpcException e)
        {
            return (e.Status, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException
            || (e is not CodedException && context.RequestAborted.IsCancellationRequested))
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
}
