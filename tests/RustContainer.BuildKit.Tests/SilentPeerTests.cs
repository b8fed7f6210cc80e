using System.Net;
using System.Net.Sockets;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>Peers that take a connection and then say nothing: a build must not wait for them for long.</summary>
public sealed class SilentPeerTests : IDisposable
{
    private readonly Socket _silent = new(SocketType.Stream, ProtocolType.Tcp);

    public SilentPeerTests()
    {
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.Listen();
    }

    private EndpointAddress Address => new(EndpointKind.Tcp, "127.0.0.1", ((IPEndPoint)_silent.LocalEndPoint!).Port);

    [Fact]
    public async Task An_engine_that_never_answers_is_given_up() => await GivesUp(new Endpoint(Address, "test"));

    [Fact]
    public async Task TLS_that_never_begins_is_given_up() =>
        await GivesUp(new Endpoint(Address, "test") { Tls = new EndpointTls { Source = "test" } });

    [Fact]
    public async Task An_engine_whose_containers_never_answer_is_given_up() => await GivesUp(
        new Endpoint(new EndpointAddress(EndpointKind.Container, "x"), "test")
        {
            Engine = new Endpoint(Address, "test") { Patience = TimeSpan.FromMilliseconds(200) },
        });

    [Fact]
    public async Task Ssh_that_never_gets_through_is_given_up()
    {
        using var folder = new TempFolder().With("ssh", "#!/bin/sh\nexec sleep 60\n");
        File.SetUnixFileMode(folder.At("ssh"), (UnixFileMode)0b111_101_101);

        await GivesUp(new Endpoint(EndpointAddress.Parse("ssh://host"), "test") { SshProgram = folder.At("ssh") });
    }

    [Fact]
    public async Task An_engine_whose_BuildKit_never_answers_is_given_up()
    {
        // Takes the upgrade, and then says nothing more.
        await using var engine = new FakeEngine(request => request.Contains("/version", StringComparison.Ordinal)
            ? FakeEngine.Version("26.1.5", "1.45")
            : "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"u8.ToArray())
        {
            HoldsOn = true,
        };

        await GivesUp(engine.Endpoint);
    }

    public void Dispose() => _silent.Dispose();

    private static async Task GivesUp(Endpoint endpoint)
    {
        var impatient = endpoint with { Patience = TimeSpan.FromMilliseconds(200) };

        var error = await Assert.ThrowsAsync<CodedException>(() => BuildKitClient.ConnectAsync(impatient, CancellationToken.None));

        Assert.Equal(BuildKitCodes.ConnectionLost, error.Diagnostic.Code);
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
    }
}
