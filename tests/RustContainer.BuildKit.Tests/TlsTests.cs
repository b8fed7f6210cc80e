using System.Net.Security;
using System.Security.Cryptography;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class TlsTests : IDisposable
{
    private static readonly Task<Endpoint> Real = Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);
    private readonly TestAuthority _authority = new();
    private readonly TempFolder _files;

    public TlsTests() => _files = _authority.Client();

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task An_engine_is_built_through_over_mutual_TLS()
    {
        await using var relay = Relay.To(await Real, _authority.Server());

        var byEnvironment = await Build.RunAsync(Verified(relay));
        var byContext = await Build.RunAsync(Context(relay.Address, _files, """{"Host":"HOST","SkipTLSVerify":false}"""));

        Assert.NotEqual(BuilderKind.BuildKitDaemon, byEnvironment.Kind);
        Assert.NotEqual(BuilderKind.BuildKitDaemon, byContext.Kind);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task An_engine_that_would_also_speak_HTTP2_is_asked_for_HTTP1_where_it_is_hijacked()
    {
        var both = _authority.Server(protocols: [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]);
        await using var relay = Relay.To(await Real, both);

        await Build.RunAsync(Verified(relay));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task Without_verification_any_certificate_will_do_but_only_where_DOCKER_TLS_or_the_context_says_so()
    {
        using var other = new TestAuthority();
        using var files = other.ForStrangers();
        await using var relay = Relay.To(await Real, _authority.Server("elsewhere", asksForClient: false));
        var settings = Verified(relay) with { DockerCertPath = files.Path };

        var client = await ConnectAsync(settings with { DockerTlsVerify = false, DockerTls = true });
        await client.DisposeAsync();
        client = await ConnectAsync(Context(relay.Address, files, """{"Host":"HOST","SkipTLSVerify":true}"""));
        await client.DisposeAsync();

        Assert.Equal(BuildKitCodes.CertificateRefused, (await Fails(settings with { DockerTls = true })).Diagnostic.Code);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_with_the_file_that_lacks_it()
    {
        using var other = new TestAuthority();
        using var files = other.Client();
        await using var relay = Nobody(_authority.Server());

        var error = await Fails(Verified(relay) with { DockerCertPath = files.Path });

        Assert.Equal(BuildKitCodes.CertificateRefused, error.Diagnostic.Code);
        Assert.Contains($"no authority in '{files.At("ca.pem")}' signed it", error.Message, StringComparison.Ordinal);
        Assert.Contains(relay.Address.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_with_both_names()
    {
        await using var relay = Nobody(_authority.Server("engine.example"));

        var error = await Fails(Verified(relay));

        Assert.Equal(BuildKitCodes.CertificateRefused, error.Diagnostic.Code);
        Assert.Contains("it is for 'engine.example', not for '127.0.0.1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ran_out_is_refused_with_its_dates()
    {
        await using var relay = Nobody(_authority.Server(expired: true));

        var error = await Fails(Verified(relay));

        Assert.Equal(BuildKitCodes.CertificateRefused, error.Diagnostic.Code);
        Assert.Contains("'CN=server' is valid from ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_no_authority_of_this_machine_signed_asks_for_a_ca_pem()
    {
        await using var relay = Nobody(_authority.Server());

        var error = await Fails(new EndpointSettings { Explicit = $"https://127.0.0.1:{relay.Address.Port}" });

        Assert.Equal(BuildKitCodes.CertificateRefused, error.Diagnostic.Code);
        Assert.Contains("as ca.pem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_wants_another_client_names_the_certificate_that_it_was_shown()
    {
        using var stranger = _authority.ForStrangers();
        using var other = new TestAuthority();
        using var files = other.Client();
        File.Copy(_files.At("ca.pem"), files.At("ca.pem"), overwrite: true);
        await using var relay = Nobody(_authority.Server());

        var none = await Fails(Verified(relay) with { DockerCertPath = stranger.Path });
        var wrong = await Fails(Verified(relay) with { DockerCertPath = files.Path });

        Assert.Equal((BuildKitCodes.TlsFailed, BuildKitCodes.TlsFailed), (none.Diagnostic.Code, wrong.Diagnostic.Code));
        Assert.Contains("none is configured", none.Message, StringComparison.Ordinal);
        Assert.Contains(files.At("cert.pem"), wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_speaks_no_TLS_is_told_apart_from_one_that_does_not_answer()
    {
        await using var relay = Nobody(null);

        Assert.Equal(BuildKitCodes.TlsFailed, (await Fails(Verified(relay))).Diagnostic.Code);
    }

    [Theory]
    [InlineData("ca.pem", null, "'FOLDER/ca.pem' does not exist")]
    [InlineData("key.pem", null, "no key 'FOLDER/key.pem'")]
    [InlineData("cert.pem", null, "no certificate 'FOLDER/cert.pem'")]
    [InlineData("ca.pem", "nonsense", "'FOLDER/ca.pem' holds no certificate")]
    [InlineData("ca.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "'FOLDER/ca.pem' holds a certificate that cannot")]
    [InlineData("cert.pem", "", "'FOLDER/cert.pem' holds no certificate")]
    [InlineData("key.pem", "nonsense", "'FOLDER/key.pem' is not the unencrypted PEM key")]
    [InlineData("key.pem", "OTHER", "'FOLDER/key.pem' is not the unencrypted PEM key")]
    public async Task A_file_that_is_missing_or_is_none_is_named(string file, string? content, string expected)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var relay = Nobody(_authority.Server());
        if (content is null)
            File.Delete(_files.At(file));
        else
            File.WriteAllText(_files.At(file), content == "OTHER" ? other.ExportPkcs8PrivateKeyPem() : content);

        var error = await Fails(Verified(relay));

        Assert.Equal(BuildKitCodes.TlsFilesInvalid, error.Diagnostic.Code);
        Assert.Contains(expected.Replace("FOLDER/", _files.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dockers_configuration_directory_holds_the_files_where_DOCKER_CERT_PATH_is_not_set()
    {
        await using var relay = Nobody(_authority.Server("engine.example"));

        var error = await Fails(Verified(relay) with { DockerCertPath = "", DockerConfigDirectory = _files.Path });

        Assert.Contains("engine.example", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_not_said_is_2376_with_TLS()
    {
        var settings = new EndpointSettings { DockerHost = "tcp://host", DockerTlsVerify = true, DockerCertPath = _files.Path };

        Assert.Equal("tcp://host:2376", EndpointSearch.Configured(settings)!.Address.ToString());
        Assert.Equal("tcp://host:2375", EndpointSearch.Configured(new EndpointSettings { DockerHost = "tcp://host" })!.Address.ToString());
    }

    [Fact]
    public void A_socket_is_never_encrypted()
    {
        var settings = new EndpointSettings { DockerHost = "unix:///x", DockerTlsVerify = true, DockerCertPath = _files.Path };

        Assert.Null(EndpointSearch.Configured(settings)!.Tls);
    }

    public void Dispose()
    {
        _files.Dispose();
        _authority.Dispose();
    }

    private static async Task<BuildKitClient> ConnectAsync(EndpointSettings settings) =>
        await BuildKitClient.ConnectAsync(await Endpoint.FindAsync(settings, CancellationToken.None), CancellationToken.None);

    private static Task<CodedException> Fails(EndpointSettings settings) =>
        Assert.ThrowsAsync<CodedException>(() => ConnectAsync(settings));

    // A peer behind which there is nothing: what is tested here comes before that.
    private static Relay Nobody(SslServerAuthenticationOptions? tls) =>
        Relay.To(new Endpoint(new EndpointAddress(EndpointKind.UnixSocket, "/nobody"), "test"), tls);

    private EndpointSettings Verified(Relay relay) =>
        new() { DockerHost = relay.Address.ToString(), DockerTlsVerify = true, DockerCertPath = _files.Path };

    private static EndpointSettings Context(EndpointAddress address, TempFolder files, string docker)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData("c"u8));
        files.With(
            $"contexts/meta/{id}/meta.json",
            "{\"Endpoints\":{\"docker\":" + docker.Replace("HOST", address.ToString(), StringComparison.Ordinal) + "}}");
        foreach (var pem in Directory.GetFiles(files.Path, "*.pem"))
            files.With($"contexts/tls/{id}/docker/{Path.GetFileName(pem)}", File.ReadAllText(pem));
        return new EndpointSettings { DockerContext = "c", DockerConfigDirectory = files.Path };
    }
}
