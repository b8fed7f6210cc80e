using System.Runtime;

namespace RustContainer.BuildKit.Tests;

/// <summary>Builds that fail or are cancelled leave nothing open and no program running, whatever the way to BuildKit.</summary>
[Collection(AloneCollection.Name)]
[Trait("Needs", "engine")]
public sealed class LeakTests : IDisposable
{
    private const int Warming = 1;
    private const int Times = 4;

    private readonly TempFolder _folder = new();

    [LocalEngineTheory]
    [InlineData("engine")]
    [InlineData("engine over TLS")]
    [InlineData("buildkitd")]
    [InlineData("ssh")]
    public async Task Builds_that_fail_and_builds_that_are_cancelled_leave_nothing_open(string kind)
    {
        var engine = await Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);
        using var authority = new TestAuthority();
        using var files = authority.Client();
        await using var relay = kind switch
        {
            "engine over TLS" => Relay.To(engine, authority.Server()),
            "buildkitd" => Relay.Daemon(engine),
            _ => Relay.To(engine),
        };
        var endpoint = kind switch
        {
            "ssh" => SshTo(engine),
            "engine over TLS" => await Endpoint.FindAsync(Tls(relay, files), CancellationToken.None),
            _ => new Endpoint(relay.Address, "test"),
        };
        await RunAsync(endpoint, Warming);
        var before = ProcessState.Now();

        await RunAsync(endpoint, Times);

        Assert.True((before with { Bytes = long.MaxValue }).Returns(), $"{before} has become {ProcessState.Now()}.");
        Assert.True(SpinWait.SpinUntil(() => relay.Open == 0, TimeSpan.FromMinutes(1)), $"{relay.Open} connections are open.");
        Assert.True(SpinWait.SpinUntil(() => !RunsWith(_folder.Path), TimeSpan.FromMinutes(1)), "A program still runs.");
    }

    [LocalEngineFact]
    public async Task What_ssh_held_open_is_not_left_to_the_collector()
    {
        var endpoint = Ssh("exec cat");
        await EchoAsync(endpoint);
        var before = ProcessState.Now();

        var stream = await EchoAsync(endpoint);

        Assert.True(before.HandlesReturn(), $"{before} has become {ProcessState.Now()}.");
        GC.KeepAlive(stream);
    }

    [LocalEngineFact]
    public async Task What_a_credential_helper_held_open_is_not_left_to_the_collector()
    {
        _folder.Program("docker-credential-test", """
            #!/bin/sh
            echo '{"Username":"u","Secret":"s"}'
            """);
        await AskHelperAsync();
        var before = ProcessState.Now().Handles;

        const long Room = 32 << 20;
        Assert.True(GC.TryStartNoGCRegion(Room));
        await AskHelperAsync();
        var after = ProcessState.OpenHandles();
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();

        // Its standard error is read in the background, and may take a moment.
        Assert.True(after.Count <= before.Count + 1, $"{string.Join(", ", before)} has become {string.Join(", ", after)}.");
    }

    public void Dispose() => _folder.Dispose();

    private Task AskHelperAsync() =>
        DockerCredentialHelper.AskAsync("test", "r.example", _folder.Path, TimeSpan.FromMinutes(1), CancellationToken.None);

    private static async Task<Stream> EchoAsync(Endpoint endpoint)
    {
        await using var stream = await endpoint.ConnectAsync(CancellationToken.None);
        await stream.WriteAsync(new byte[] { 1 });
        Assert.Equal(1, await stream.ReadAsync(new byte[1]));
        return stream;
    }

    private static async Task RunAsync(Endpoint endpoint, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
            await Assert.ThrowsAsync<DockerfileException>(
                () => BuildKitFixture.SolveAsync(client, "NONSENSE", new SolveRequest { Folders = [] }, _ => { }));
            using var cancellation = new CancellationTokenSource();
            using var never = new NeverRead();
            never.Begun += cancellation.Cancel;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitFixture.SolveAsync(
                client,
                "FROM scratch\nCOPY . /",
                new SolveRequest { Folders = [new SyncDirectory("context", [never.Entry])] },
                _ => { },
                cancellation.Token));
            Assert.True(never.IsClosed);
        }
    }

    private static EndpointSettings Tls(Relay relay, TempFolder files) =>
        new() { DockerHost = relay.Address.ToString(), DockerTlsVerify = true, DockerCertPath = files.Path };

    private Endpoint SshTo(Endpoint engine)
    {
        _folder.With("relay.pl", StdioRelay.Perl);
        return Ssh($"exec perl '{_folder.At("relay.pl")}' '{engine.Address.Target}'");
    }

    private Endpoint Ssh(string command) =>
        new(EndpointAddress.Parse("ssh://host"), "test") { SshProgram = _folder.Program("ssh", $"#!/bin/sh\n{command}\n") };

    private static bool RunsWith(string text) => Directory.GetDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
