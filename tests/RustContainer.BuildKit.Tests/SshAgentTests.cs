using System.Net.Sockets;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class SshAgentTests(BuildKitFixture engine) : IClassFixture<BuildKitFixture>
{
    // Debian's perl, because neither ssh-add nor a socat is in the image: asks for the keys and prints the answer as it came.
    private const string AskForKeys = """
        perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(Peer => $ENV{SSH_AUTH_SOCK}) or die $!; for (1..2) { syswrite $s, pack("NC", 1, 11); read $s, $n, 4; read $s, $a, unpack("N", $n); print $a }'
        """;

    private readonly string _unique = Guid.NewGuid().ToString("N");

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_step_speaks_to_an_agent_of_this_machine_over_connections_of_its_own()
    {
        using var agent = new FakeSshAgent(_unique);
        using var output = new TempFolder();

        await engine.SolveAsync(
            $"FROM debian:bookworm-slim AS b\nRUN --mount=type=ssh,required=true {AskForKeys} >/keys && {AskForKeys} >>/keys # {_unique}\n"
            + "FROM scratch\nCOPY --from=b /keys /",
            new SolveRequest
            {
                Folders = [],
                SshAgents = [new SshAgentSource("default", agent.Path)],
                Export = new SolveExport.Folder(output.Path),
            });

        Assert.Equal(4, File.ReadAllText(output.At("keys")).Split(_unique).Length - 1);
        Assert.True(agent.Connections >= 2, $"{agent.Connections} connections");
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task An_agent_under_another_name_is_not_the_one_that_a_step_asks_for()
    {
        using var agent = new FakeSshAgent(_unique);

        var e = await Assert.ThrowsAnyAsync<SolveException>(() => engine.SolveAsync(
            $"FROM debian:bookworm-slim\nRUN --mount=type=ssh,id=mine,required=true true # {_unique}",
            new SolveRequest { Folders = [], SshAgents = [new SshAgentSource("default", agent.Path)] }));

        Assert.Contains("mine", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, agent.Connections);
    }

    [Fact]
    public async Task A_socket_that_is_not_there_is_an_error_that_names_it()
    {
        var e = await FailAsync(new SshAgentSource("default", "/nowhere/agent"));

        Assert.Equal(BuildKitCodes.SshAgentUnreachable, e.Diagnostic.Code);
        Assert.Contains("'/nowhere/agent'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_nobody_serves_is_the_same_error()
    {
        using var folder = new TempFolder();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            socket.Bind(new UnixDomainSocketEndPoint(folder.At("sock")));

        var e = await FailAsync(new SshAgentSource("default", folder.At("sock")));

        Assert.Equal(BuildKitCodes.SshAgentUnreachable, e.Diagnostic.Code);
    }

    [Fact]
    public async Task A_private_key_in_place_of_a_socket_is_an_error_that_sends_to_ssh_add()
    {
        using var folder = new TempFolder().With("id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\n");

        var e = await FailAsync(new SshAgentSource("default", folder.At("id_ed25519")));

        Assert.Equal(BuildKitCodes.SshAgentIsFile, e.Diagnostic.Code);
        Assert.Contains("ssh-add", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", e.Message, StringComparison.Ordinal);
    }

    private static Task<CodedException> FailAsync(SshAgentSource agent) =>
        Assert.ThrowsAsync<CodedException>(() => SolveSources.CheckAsync([], [agent], CancellationToken.None));
}
