using System.Net;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>A buildkitd in a container: here a container whose <c>buildctl</c> reaches the engine's own BuildKit.</summary>
[Trait("Needs", "engine")]
public sealed class ContainerTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _name = $"rustcontainer-endpoints-{Guid.NewGuid():N}";
    private EndpointSettings _settings = EndpointSettings.FromEnvironment();
    private HttpClient? _http;

    public async Task InitializeAsync()
    {
        if (new LocalEngineFactAttribute().Skip is not null)
            return;
        var engine = await Endpoint.FindAsync(_settings, CancellationToken.None);
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, token) => await engine.ConnectAsync(token) })
        {
            BaseAddress = new Uri("http://docker/"),
        };
        _settings = _settings with { Explicit = $"docker-container://{_name}" };
    }

    [LocalEngineFact]
    public async Task A_buildkitd_in_a_container_is_built_through_by_way_of_its_engine()
    {
        var engine = await Endpoint.FindAsync(_settings with { Explicit = "" }, CancellationToken.None);
        _folder.With("relay.pl", StdioRelay.Perl);
        _folder.Program(
            "buildctl", "#!/bin/sh\n[ \"$*\" = dial-stdio ] || exit 9\necho hello >&2\nexec perl /f/relay.pl /f/buildkitd.sock\n");
        await using var daemon = Relay.Daemon(engine, socket: _folder.At("buildkitd.sock"));
        await StartAsync();

        var capabilities = await Build.RunAsync(_settings);

        Assert.Equal(BuilderKind.BuildKitDaemon, capabilities.Kind);
        Assert.True(SpinWait.SpinUntil(() => daemon.Open == 0, TimeSpan.FromMinutes(1)), "A buildctl still runs in the container.");
    }

    [LocalEngineFact]
    public async Task A_container_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = await Fails();

        Assert.Equal(BuildKitCodes.ContainerUnusable, error.Diagnostic.Code);
        Assert.Contains($"'{_name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("No such container", error.Message, StringComparison.Ordinal);
    }

    [LocalEngineFact]
    public async Task A_container_without_buildctl_is_an_error_that_says_so()
    {
        await StartAsync();

        var error = await Fails();

        Assert.Equal(BuildKitCodes.ContainerUnusable, error.Diagnostic.Code);
        Assert.Contains("buildctl", error.Message, StringComparison.Ordinal);
        Assert.Contains("executable file not found", error.Message, StringComparison.Ordinal);
    }

    [LocalEngineFact]
    public async Task What_buildctl_says_when_it_fails_is_told()
    {
        _folder.Program("buildctl", "#!/bin/sh\necho 'could not connect to /run/buildkit' >&2\nexit 1\n");
        await StartAsync();

        var error = await Fails();

        Assert.Equal(BuildKitCodes.ContainerUnusable, error.Diagnostic.Code);
        Assert.Contains("gives no BuildKit: could not connect to /run/buildkit.", error.Message, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        if (_http is not null)
            await _http.DeleteAsync($"containers/{_name}?force=true");
    }

    public void Dispose()
    {
        _http?.Dispose();
        _folder.Dispose();
    }

    private async Task<CodedException> Fails()
    {
        var endpoint = await Endpoint.FindAsync(_settings, CancellationToken.None);
        return await Assert.ThrowsAsync<CodedException>(() => BuildKitClient.ConnectAsync(endpoint, CancellationToken.None));
    }

    private async Task StartAsync()
    {
        var container = JsonSerializer.Serialize(new
        {
            Image = "debian:bookworm-slim",
            Cmd = new[] { "sleep", "600" },
            Env = new[] { "PATH=/f:/usr/bin:/bin" },
            HostConfig = new { NetworkMode = "none", Init = false, Mounts = new[] { new { Type = "bind", Source = _folder.Path, Target = "/f" } } },
        });
        using var content = new StringContent(container, Encoding.UTF8, "application/json");
        using var created = await _http!.PostAsync($"containers/create?name={_name}", content);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var started = await _http.PostAsync($"containers/{_name}/start", null);
        Assert.Equal(HttpStatusCode.NoContent, started.StatusCode);
    }
}
