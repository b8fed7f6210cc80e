using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class EndpointTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<Socket> _sockets = [];

    [Theory]
    [InlineData("unix:///var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("UNIX:///a b/é.sock", "unix:///a b/é.sock")]
    [InlineData("/run/docker.sock", "unix:///run/docker.sock")]
    [InlineData("tcp://10.0.0.1:2376", "tcp://10.0.0.1:2376")]
    [InlineData("tcp://host", "tcp://host:2375")]
    [InlineData("tcp://host:80/", "tcp://host:80")]
    [InlineData("http://[::1]:2375", "tcp://[::1]:2375")]
    [InlineData("https://host", "https://host:2376")]
    [InlineData("ssh://host", "ssh://host")]
    [InlineData("ssh://u%40d@[::1]:22/run/a%20b.sock", "ssh://u@d@[::1]:22/run/a b.sock")]
    [InlineData("docker-container://buildx_buildkit_x0", "docker-container://buildx_buildkit_x0")]
    [InlineData("npipe:////./pipe/docker_engine", "npipe:////./pipe/docker_engine")]
    [InlineData(@"npipe://\\.\pipe\docker_engine", "npipe:////./pipe/docker_engine")]
    public void An_address_is_read(string text, string expected) => Assert.Equal(expected, EndpointAddress.Parse(text).ToString());

    [Theory]
    [InlineData("unix://")]
    [InlineData("unix://relative")]
    [InlineData("tcp://")]
    [InlineData("tcp://host:99999")]
    [InlineData("tcp://user:secret@host:1")]
    [InlineData("user:secret@host:1")]
    [InlineData("tcp://host/path")]
    [InlineData("npipe://./docker_engine")]
    [InlineData("gopher://x")]
    [InlineData("ssh://")]
    [InlineData("ssh://u:secret@host")]
    [InlineData("ssh://host/a%0Ab")]
    [InlineData("docker-container://")]
    [InlineData("docker-container://a/../b")]
    [InlineData("docker-container://-x")]
    [InlineData("docker.sock")]
    [InlineData(" ")]
    public void What_is_no_address_is_an_error_that_shows_the_forms_and_no_password(string text)
    {
        var error = Assert.Throws<CodedException>(() => EndpointAddress.Parse(text));

        Assert.Equal(BuildKitCodes.EndpointAddressInvalid, error.Diagnostic.Code);
        Assert.Contains("unix:///", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("podman-container://builder")]
    [InlineData("kube-pod://builder")]
    public void A_kind_that_is_not_supported_is_an_error_with_a_way_round(string text)
    {
        var error = Assert.Throws<CodedException>(() => EndpointAddress.Parse(text));

        Assert.Equal(BuildKitCodes.EndpointKindUnsupported, error.Diagnostic.Code);
        Assert.Contains("unix:///path/to/buildkitd.sock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explicit_address_comes_before_DOCKER_HOST_the_context_and_the_defaults()
    {
        var settings = Settings() with
        {
            Explicit = Listen("explicit"),
            DockerHost = Listen("host"),
            DockerContext = Context("c", Listen("ctx"))
        };

        Assert.Equal("BuildKitEndpoint", await SourceOf(settings));
        Assert.Equal("DOCKER_HOST", await SourceOf(settings with { Explicit = "" }));
        Assert.Equal("Docker context 'c'", await SourceOf(settings with { Explicit = "", DockerHost = "" }));
        Assert.Equal("default", await SourceOf(settings with { Explicit = "", DockerHost = "", DockerContext = "default" }));
    }

    [Fact]
    public async Task The_context_of_the_configuration_counts_where_the_environment_names_none()
    {
        Context("prod-ä", Listen("ctx"));
        _folder.With("config.json", """{"auths":{},"currentContext":"prod-ä"}""");

        Assert.Equal("Docker context 'prod-ä'", await SourceOf(Settings()));
    }

    [Fact]
    public async Task The_first_default_that_answers_is_taken()
    {
        var second = EndpointAddress.Parse(Listen("second"));
        var settings = Settings() with { Defaults = [Missing("first"), second, Missing("third")] };

        Assert.Equal(new Endpoint(second, "default"), await Endpoint.FindAsync(settings, CancellationToken.None));
    }

    [Theory]
    [InlineData("explicit")]
    [InlineData("host")]
    [InlineData("context")]
    public async Task A_configured_endpoint_that_does_not_answer_is_an_error_though_a_default_would(string configured)
    {
        var address = Missing("gone").ToString();
        var settings = configured switch
        {
            "explicit" => Settings() with { Explicit = address },
            "host" => Settings() with { DockerHost = address },
            _ => Settings() with { DockerContext = Context("c", address) },
        };

        var error = await Fails(settings);

        Assert.Equal(BuildKitCodes.ConfiguredEndpointUnreachable, error.Diagnostic.Code);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_engine_is_one_error_that_lists_what_was_tried_and_the_remedies()
    {
        var error = await Fails(Settings() with { Defaults = [Missing("one"), Missing("two")] });

        Assert.Equal(BuildKitCodes.NoEngine, error.Diagnostic.Code);
        Assert.Equal(
            "No Docker Engine was found. Tried: BuildKitEndpoint, BUILDKIT_HOST, DOCKER_HOST and the Docker context name "
            + "none; "
            + $"{Missing("one")}: no such file; {Missing("two")}: no such file. Install and start a Docker Engine (23.0 or later), or set "
            + "BuildKitEndpoint or DOCKER_HOST to the address of one that runs.",
            error.Message);
    }

    [Fact]
    public async Task An_engine_that_is_stopped_is_told_apart_from_none()
    {
        var address = EndpointAddress.Parse(Listen("stopped"));
        _sockets[^1].Dispose();
        Bind("stopped");

        var error = await Fails(Settings() with { Defaults = [Missing("one"), address] });

        Assert.Equal(BuildKitCodes.DefaultEngineUnreachable, error.Diagnostic.Code);
        Assert.Contains($"{address}: connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tcp_port_on_which_nothing_listens_is_refused()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));

        var error = await Fails(Settings() with { DockerHost = $"tcp://127.0.0.1:{((System.Net.IPEndPoint)socket.LocalEndPoint!).Port}" });

        Assert.Contains("connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_path_that_is_too_long_or_no_socket_is_an_error_like_any_other()
    {
        _folder.With("file", "");

        var file = await Fails(Settings() with { DockerHost = $"unix://{_folder.At("file")}" });
        var tooLong = await Fails(Settings() with { DockerHost = $"unix:///{new string('x', 500)}" });

        Assert.Equal(BuildKitCodes.ConfiguredEndpointUnreachable, file.Diagnostic.Code);
        Assert.Equal(BuildKitCodes.ConfiguredEndpointUnreachable, tooLong.Diagnostic.Code);
    }

    [Fact]
    public async Task A_context_that_does_not_exist_is_an_error()
    {
        var error = await Fails(Settings() with { DockerContext = "gone" });

        Assert.Equal(BuildKitCodes.DockerContextInvalid, error.Diagnostic.Code);
        Assert.Contains("'gone' that DOCKER_CONTEXT chooses does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_not_json_is_an_error_with_its_position()
    {
        _folder.With("config.json", "{\n  nonsense\n}");

        var error = await Fails(Settings());

        Assert.Equal(BuildKitCodes.DockerContextInvalid, error.Diagnostic.Code);
        Assert.Equal((_folder.At("config.json"), 2), (error.Diagnostic.File, error.Diagnostic.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public async Task A_configuration_without_content_chooses_no_context(string content)
    {
        _folder.With("config.json", content);

        Assert.Equal("default", await SourceOf(Settings()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"Endpoints":{"docker":{"Host":7}}}""")]
    [InlineData("""{"Endpoints":[]}""")]
    public async Task A_context_without_an_address_is_an_error(string meta)
    {
        Context("c", "x", meta);

        Assert.Equal(BuildKitCodes.DockerContextInvalid, (await Fails(Settings() with { DockerContext = "c" })).Diagnostic.Code);
    }

    [Fact]
    public void Each_platform_has_its_defaults()
    {
        Assert.Equal(
            ["unix:///var/run/docker.sock", "unix:///home/u/.docker/run/docker.sock", "unix:///run/user/7/docker.sock"],
            EndpointSettings.DefaultsFor(windows: false, "/home/u", "/run/user/7/").Select(a => a.ToString()));
        Assert.Equal(["npipe:////./pipe/docker_engine"],
            EndpointSettings.DefaultsFor(windows: true, @"C:\u", "").Select(a => a.ToString()));
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> SourceOf(EndpointSettings settings) =>
        (await Endpoint.FindAsync(settings, CancellationToken.None)).Source;

    private static Task<CodedException> Fails(EndpointSettings settings) =>
        Assert.ThrowsAsync<CodedException>(() => Endpoint.FindAsync(settings, CancellationToken.None));

    private static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private EndpointSettings Settings() =>
        new() { DockerConfigDirectory = _folder.Path, Defaults = [EndpointAddress.Parse(Listen(Guid.NewGuid().ToString("N")))] };

    private EndpointAddress Missing(string name) => new(EndpointKind.UnixSocket, _folder.At($"{name}-missing"));

    private string Context(string name, string host, string? meta = null)
    {
        _folder.With($"contexts/meta/{IdOf(name)}/meta.json", meta ?? "{\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\"}}}");
        return name;
    }

    private string Listen(string name)
    {
        Bind(name).Listen();
        return $"unix://{_folder.At(name)}";
    }

    // Bound but not listening: the socket's file is there and a connection is refused, as with an engine that died.
    private Socket Bind(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _sockets.Add(socket);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At(name)));
        return socket;
    }
}
