using System.Net.Security;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>A buildkitd: here an engine's BuildKit behind a relay that leaves nothing but gRPC.</summary>
public sealed class DaemonTests
{
    private static readonly Task<Endpoint> Real = Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_buildkitd_is_told_from_an_engine_by_how_it_answers_and_built_through()
    {
        using var folder = new TempFolder();
        await using var port = Relay.Daemon(await Real);
        await using var socket = Relay.Daemon(await Real, socket: folder.At("buildkitd.sock"));

        var overPort = await Build.RunAsync(new EndpointSettings { BuildKitHost = port.Address.ToString() });
        var overSocket = await Build.RunAsync(new EndpointSettings { Explicit = socket.Address.ToString() });

        Assert.Equal((BuilderKind.BuildKitDaemon, BuilderKind.BuildKitDaemon), (overPort.Kind, overSocket.Kind));
        Assert.Contains("oci", overPort.Exporters);
        Assert.False(overPort.HasEngine);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_buildkitd_is_built_through_over_mutual_TLS_whether_it_insists_on_HTTP2_or_names_no_protocol()
    {
        using var authority = new TestAuthority();
        using var files = authority.Client();
        await using var insists = Relay.Daemon(await Real, authority.Server(protocols: SslApplicationProtocol.Http2));
        await using var silent = Relay.Daemon(await Real, authority.Server("buildkitd.example"));
        var settings = new EndpointSettings { TlsDirectory = files.Path };

        var first = await Build.RunAsync(settings with { BuildKitHost = insists.Address.ToString() });
        var second = await Build.RunAsync(
            settings with { Explicit = silent.Address.ToString(), TlsServerName = "buildkitd.example" });

        Assert.Equal((BuilderKind.BuildKitDaemon, BuilderKind.BuildKitDaemon), (first.Kind, second.Kind));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task The_longest_secret_comes_over_the_session_inside_of_the_control_connection_and_one_that_is_gone_is_said_to_be()
    {
        await using var relay = Relay.Daemon(await Real);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        using var folder = new TempFolder();
        var value = Enumerable.Range(0, SecretSource.MaxLength).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(folder.At("secret"), value);
        var request = new SolveRequest { Folders = [], Secrets = [new SecretSource("s", File: folder.At("secret"))] };
        var dockerfile = $"FROM debian:bookworm-slim AS b\nRUN --mount=type=secret,id=s,required cp /run/secrets/s /s # {Guid.NewGuid():N}\n"
            + "FROM scratch\nCOPY --from=b /s /";

        await BuildKitFixture.SolveAsync(client, dockerfile, request with { Export = new SolveExport.Folder(folder.At("out")) }, _ => { });
        File.Delete(folder.At("secret"));
        var error = await Assert.ThrowsAsync<CodedException>(() => BuildKitFixture.SolveAsync(
            client, dockerfile.Replace(" # ", " # again ", StringComparison.Ordinal), request, _ => { }));

        Assert.Equal(value, File.ReadAllBytes(folder.At("out/s")));
        Assert.Equal(ContractCodes.SecretMissing, error.Diagnostic.Code);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task What_needs_an_engine_says_so_and_what_to_do_instead()
    {
        await using var relay = Relay.Daemon(await Real);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);

        var error = await Assert.ThrowsAsync<CodedException>(() => BuildKitFixture.SolveAsync(
            client, "FROM scratch", new SolveRequest { Folders = [], Export = new SolveExport.Image(["x:1"]) }, _ => { }));

        Assert.Null(client.Api);
        Assert.Null(client.Engine);
        Assert.Equal(BuildKitCodes.EngineNeeded, error.Diagnostic.Code);
        Assert.Contains("Set ContainerRegistry to push the image, or ContainerArchiveOutputPath to have it in a file", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_cancelled_build_ends_and_leaves_a_client_that_builds_again()
    {
        await using var relay = Relay.Daemon(await Real);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitFixture.SolveAsync(
            client,
            $"FROM debian:bookworm-slim\nRUN echo here && sleep 60 # {Guid.NewGuid():N}",
            new SolveRequest { Folders = [] },
            happened => (happened is VertexLog { Line: "here" } ? cancellation : null)?.Cancel(),
            cancellation.Token));
        await BuildKitFixture.SolveAsync(client, "FROM scratch", new SolveRequest { Folders = [] }, _ => { });
    }

    [Fact]
    public async Task A_daemon_directory_of_TLS_without_files_is_an_error_that_names_it()
    {
        using var folder = new TempFolder();
        var settings = new EndpointSettings { BuildKitHost = "tcp://host:1234", TlsDirectory = folder.Path };

        var error = await Assert.ThrowsAsync<CodedException>(() => Endpoint.FindAsync(settings, CancellationToken.None));

        Assert.Equal(BuildKitCodes.TlsFilesInvalid, error.Diagnostic.Code);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_TLS_may_have_the_names_that_Kubernetes_gives_them()
    {
        using var folder = new TempFolder().With("ca.crt", "").With("tls.crt", "").With("tls.key", "");

        var tls = EndpointSearch.Configured(new EndpointSettings { Explicit = "tcp://h:1", TlsDirectory = folder.Path })!.Tls!;

        Assert.Equal(
            (folder.At("ca.crt"), folder.At("tls.crt"), folder.At("tls.key")), (tls.AuthorityFile, tls.CertificateFile, tls.KeyFile));
    }

    [Fact]
    public void A_name_for_the_certificate_alone_asks_for_TLS_too()
    {
        var settings = new EndpointSettings { Explicit = "tcp://h:1", TlsServerName = "buildkitd.example" };

        Assert.Equal("buildkitd.example", EndpointSearch.Configured(settings)!.Tls!.ServerName);
        Assert.Null(EndpointSearch.Configured(settings with { TlsServerName = "" })!.Tls);
    }

    [Fact]
    public async Task BUILDKIT_HOST_comes_after_the_property_and_before_DOCKER_HOST()
    {
        var settings = new EndpointSettings { Explicit = "ssh://a", BuildKitHost = "ssh://b", DockerHost = "ssh://c" };

        Assert.Equal("BuildKitEndpoint", (await Endpoint.FindAsync(settings, CancellationToken.None)).Source);
        Assert.Equal("BUILDKIT_HOST", (await Endpoint.FindAsync(settings with { Explicit = "" }, CancellationToken.None)).Source);
    }
}
