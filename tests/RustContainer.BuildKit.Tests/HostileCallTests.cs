using System.Net.Sockets;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class HostileCallTests
{
    [Fact]
    public async Task An_answer_of_endless_messages_is_refused_at_the_second()
    {
        using var folder = new TempFolder();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder.At("s")));
        listener.Listen();
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(folder.At("s")));
        await using var server = await SessionServer.StartAsync(CancellationToken.None);
        await using var session = new Session([new EndlessService()]);
        await using var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
        server.Serve(stream, session);
        using var grpc = new GrpcClient(new Endpoint(new EndpointAddress(EndpointKind.UnixSocket, "s"), "test"), _ => ValueTask.FromResult<Stream>(new NetworkStream(client, ownsSocket: true)));

        var error = await Assert.ThrowsAsync<CodedException>(
            () => grpc.CallAsync(EndlessService.Method, new ListWorkersRequest(), ListWorkersResponse.Parser, CancellationToken.None));

        Assert.Equal(BuildKitCodes.ProtocolViolation, error.Diagnostic.Code);
    }

    private sealed class EndlessService : ISessionService
    {
        public const string Method = "/test/Endless";

        public IReadOnlyList<string> Methods { get; } = [Method];

        public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
        {
            while (true)
                await call.WriteAsync(new ListWorkersResponse(), cancellationToken);
        }
    }
}
