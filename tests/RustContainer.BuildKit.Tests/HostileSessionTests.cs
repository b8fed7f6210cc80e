using System.Net.Sockets;

namespace RustContainer.BuildKit.Tests;

/// <summary>What a session refuses of a peer that asks for more than any BuildKit does.</summary>
public sealed class HostileSessionTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WaitingService _service = new();
    private SessionServer? _server;
    private Session? _session;
    private NetworkStream? _peer;

    public async Task InitializeAsync()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder.At("s")));
        listener.Listen();
        var peer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await peer.ConnectAsync(new UnixDomainSocketEndPoint(_folder.At("s")));
        _peer = new NetworkStream(peer, ownsSocket: true);
        _server = await SessionServer.StartAsync(CancellationToken.None);
        _session = new Session([_service]);
        _server.Serve(new NetworkStream(await listener.AcceptAsync(), ownsSocket: true), _session);
    }

    [Fact]
    public async Task A_call_beyond_the_limit_is_refused_and_the_others_go_on()
    {
        var http = new RawHttp2(_peer!);
        await http.StartAsync();
        for (var i = 0; i <= SessionServer.MaxCalls; i++)
            await http.CallAsync((2 * i) + 1, WaitingService.Method);

        const int Refused = 7;
        Assert.Equal(((2 * SessionServer.MaxCalls) + 1, Refused), await http.ReadRefusalAsync());
        Assert.True(SpinWait.SpinUntil(() => _service.Calls == SessionServer.MaxCalls, TimeSpan.FromMinutes(1)), $"{_service.Calls} calls");
        Assert.False(_session!.IsCut);
    }

    [Fact]
    public async Task Header_fields_without_end_are_refused_and_nothing_is_called()
    {
        var http = new RawHttp2(_peer!);
        await http.StartAsync();
        var sending = http.CallAsync(1, WaitingService.Method, (SessionServer.MaxHeaderBytes / 8000) + 100);

        Assert.Equal(1, (await http.ReadRefusalAsync()).Stream);
        await sending;
        Assert.Equal(0, _service.Calls);
    }

    [Fact]
    public async Task A_call_that_a_file_holds_up_for_ever_does_not_hold_up_the_end()
    {
        var http = new RawHttp2(_peer!);
        await http.StartAsync();
        await http.CallAsync(1, WaitingService.StuckMethod);
        Assert.True(SpinWait.SpinUntil(() => _service.Calls == 1, TimeSpan.FromMinutes(1)), "It was not called.");

        await _session!.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        _service.Release();
    }

    public async Task DisposeAsync()
    {
        await _session!.DisposeAsync();
        await _peer!.DisposeAsync();
        await _server!.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private sealed class WaitingService : ISessionService
    {
        public const string Method = "/test/Wait";

        public const string StuckMethod = "/test/Stuck";

        private readonly TaskCompletionSource _released = new();
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public IReadOnlyList<string> Methods { get; } = [Method, StuckMethod];

        public void Release() => _released.SetResult();

        public Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            if (call.Method == StuckMethod)
                return _released.Task;
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
