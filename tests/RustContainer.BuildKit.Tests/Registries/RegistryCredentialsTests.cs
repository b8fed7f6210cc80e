using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests.Registries;

public sealed class RegistryCredentialsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("registry-1.docker.io")]
    [InlineData("docker.io")]
    public async Task Docker_Hub_is_found_under_the_key_that_Docker_uses_for_it(string host)
    {
        Config($$$"""{"auths":{"docker.io":{"auth":"{{{Auth("b:2")}}}"},"https://index.docker.io/v1/":{"auth":"{{{Auth("a:1:2")}}}"} } }""");

        var found = await FindAsync(host);

        Assert.Equal(("a", "1:2"), (found?.UserName, found?.Secret));
    }

    [Fact]
    public async Task A_registry_is_found_under_its_host_and_under_a_URL_and_no_other_is()
    {
        Config($$$"""{"auths":{"https://r.example:5000/v2/":{"auth":"{{{Auth("a:1")}}}"},"empty.example":{} } }""");

        Assert.Equal("a", (await FindAsync("r.example:5000"))?.UserName);
        Assert.Null(await FindAsync("r.example"));
        Assert.Null(await FindAsync("empty.example"));
        Assert.Null(await new RegistryCredentials(new RegistrySettings()).FindAsync("r.example:5000", CancellationToken.None));
    }

    [Fact]
    public async Task An_identity_token_is_sent_without_a_name()
    {
        Config($$$"""{"auths":{"r.example":{"auth":"{{{Auth("a:1")}}}","identitytoken":"t0ken"} } }""");

        Assert.Equal(new RegistryCredential("", "t0ken", _folder.At("config.json"), IsIdentityToken: true), await FindAsync("r.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public async Task A_config_without_content_knows_no_registry(string content)
    {
        Config(content);

        Assert.Null(await FindAsync("r.example"));
    }

    [Theory]
    [InlineData("""{"auths":{"r.example":{"auth":"c2VjcmV0"} } }""")]
    [InlineData("""{"auths":{"r.example":{"auth":"%%%"} } }""")]
    [InlineData("""{"credHelpers":{"r.example":7}}""")]
    [InlineData("""{"auths":""")]
    public async Task A_config_that_cannot_be_read_is_an_error_that_names_the_file(string json)
    {
        Config(json);

        var error = await Assert.ThrowsAsync<CodedException>(() => FindAsync("r.example"));

        Assert.Equal(BuildKitCodes.CredentialsUnreadable, error.Diagnostic.Code);
        Assert.Contains(_folder.At("config.json"), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_is_asked_with_the_key_of_the_registry_and_only_once()
    {
        var name = Helper("""
            read -r key || :
            echo "$key" >>"$0.asked"
            echo '{"ServerURL":"x","Username":"h","Secret":"s"}'
            """);
        Config($$$"""{"credsStore":"none-such","credHelpers":{"index.docker.io":"{{{name}}}"}}""");
        var credentials = Credentials();

        var found = await credentials.FindAsync("docker.io", CancellationToken.None);
        await credentials.FindAsync("registry-1.docker.io", CancellationToken.None);

        Assert.Equal(("h", "s"), (found?.UserName, found?.Secret));
        Assert.Equal("https://index.docker.io/v1/\n", File.ReadAllText(_folder.At($"docker-credential-{name}.asked")));
    }

    [Fact]
    public async Task A_helper_that_is_not_waited_for_any_more_is_gone_and_asked_again_by_the_next_call()
    {
        var asked = _folder.At("asked");
        var name = Helper($$"""
            if mkdir '{{asked}}'; then echo $$ >'{{asked}}/pid'; mv '{{asked}}/pid' '{{asked}}/process'; exec sleep 1000; fi
            echo '{"Username":"h","Secret":"s"}'
            """);
        Config($$$"""{"credsStore":"{{{name}}}"}""");
        var credentials = Credentials();
        using var cancellation = new CancellationTokenSource();

        var cancelled = credentials.FindAsync("r.example", cancellation.Token);
        var waiting = credentials.FindAsync("r.example", CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => File.Exists($"{asked}/process"), TimeSpan.FromMinutes(1)), "The helper was not started.");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{File.ReadAllText($"{asked}/process").Trim()}"), TimeSpan.FromMinutes(1)), "The helper still runs.");
        Assert.Equal("h", (await waiting)?.UserName);
    }

    [Fact]
    public async Task A_token_of_a_helper_is_an_identity_token_and_a_helper_that_knows_nothing_is_no_error()
    {
        var silent = Helper("echo 'credentials not found in native keychain'; exit 1");
        var token = Helper("""echo '{"Username":"<token>","Secret":"s"}'""");
        Config($$$"""{"credsStore":"{{{silent}}}","credHelpers":{"r.example":"{{{token}}}"}}""");

        Assert.True((await FindAsync("r.example"))?.IsIdentityToken);
        Assert.Null(await FindAsync("other.example"));
    }

    [Theory]
    [InlineData("echo s3cret; echo s3cret >&2; exit 1", "exit code 1")]
    [InlineData("echo s3cret", "not JSON")]
    [InlineData("""echo '{"Username":"u","Secret":"s3cret\ud800"}'""", "not JSON")]
    [InlineData("while :; do echo s3crets3crets3crets3crets3crets3crets3crets3crets3crets3crets3cret; done", "1 MiB")]
    [InlineData("exec sleep 600", "did not answer")]
    public async Task A_helper_that_fails_is_an_error_that_names_it_and_repeats_nothing_it_said(string script, string cause)
    {
        var name = Helper(script);
        Config($$$"""{"credsStore":"{{{name}}}"}""");
        var limit = cause.StartsWith("did", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromMinutes(1);

        var error = await Assert.ThrowsAsync<CodedException>(
            () => Credentials(new RegistrySettings { HelperLimit = limit }).FindAsync("r.example", CancellationToken.None));

        Assert.Equal(BuildKitCodes.CredentialsUnreadable, error.Diagnostic.Code);
        Assert.Contains($"docker-credential-{name}", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none-such")]
    [InlineData("../../bin/sh")]
    public async Task A_helper_that_is_no_program_in_PATH_is_not_started(string name)
    {
        Config($$$"""{"credsStore":"{{{name}}}"}""");

        var error = await Assert.ThrowsAsync<CodedException>(() => FindAsync("r.example"));

        Assert.Equal(BuildKitCodes.CredentialsUnreadable, error.Diagnostic.Code);
    }

    [Fact]
    public async Task Variables_are_shown_to_the_registries_that_the_project_names_alone()
    {
        Config($$$"""{"auths":{"hub.example":{"auth":"{{{Auth("file:1")}}}"},"push.example":{"auth":"{{{Auth("file:1")}}}"} } }""");
        var settings = new RegistrySettings
        {
            ForPush = new RegistryCredential("pusher", "1", "test"),
            ForPull = new RegistryCredential("puller", "1", "test"),
            PushHosts = ["push.example"],
            PullHosts = ["push.example", "base.example"],
        };

        Assert.Equal("pusher", (await Credentials(settings).FindAsync("push.example", CancellationToken.None))?.UserName);
        Assert.Equal("puller", (await Credentials(settings).FindAsync("base.example", CancellationToken.None))?.UserName);
        Assert.Equal("file", (await Credentials(settings).FindAsync("hub.example", CancellationToken.None))?.UserName);
        Assert.Null(await Credentials(settings).FindAsync("docker.io", CancellationToken.None));
    }

    [Theory]
    [InlineData("DOTNET_CONTAINER_PUSH_REGISTRY,DOTNET_CONTAINER_REGISTRY,SDK_CONTAINER_REGISTRY", "DOTNET_CONTAINER_PUSH_REGISTRY")]
    [InlineData("DOTNET_CONTAINER_PULL_REGISTRY,DOTNET_CONTAINER_REGISTRY,SDK_CONTAINER_REGISTRY", "DOTNET_CONTAINER_REGISTRY")]
    [InlineData("SDK_CONTAINER_REGISTRY", "SDK_CONTAINER_REGISTRY")]
    [InlineData("DOTNET_CONTAINER_PULL_REGISTRY", null)]
    public void The_variables_of_the_purpose_go_before_those_for_all(string set, string? expected)
    {
        string? Variable(string name) =>
            set.Split(',').FirstOrDefault(prefix => name == $"{prefix}_UNAME" || name == $"{prefix}_PWORD");

        Assert.Equal(expected, RegistrySettings.FromVariables("DOTNET_CONTAINER_PUSH_REGISTRY", Variable)?.UserName);
    }

    [Theory]
    [InlineData("debian", "docker.io")]
    [InlineData("library/debian:1", "docker.io")]
    [InlineData("localhost/a", "localhost")]
    [InlineData("r.example:5000/a/b:1", "r.example:5000")]
    [InlineData("index.docker.io/a", "docker.io")]
    public void The_registry_of_an_image_is_what_Docker_takes_for_it(string image, string registry) =>
        Assert.Equal(registry, RegistryHost.OfImage(image));

    [Fact]
    public void The_text_of_a_credential_does_not_show_its_secret()
    {
        Assert.DoesNotContain("s3cret", RegistryCredential.Of("u", "s3cret", "x").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", RegistryCredential.Of("<token>", "s3cret", "x").ToString(), StringComparison.Ordinal);
    }

    private static string Auth(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Config(string json) => _folder.With("config.json", json);

    private RegistryCredentials Credentials(RegistrySettings? settings = null) =>
        new((settings ?? new RegistrySettings()) with { DockerConfigDirectory = _folder.Path, ProgramFolders = _folder.Path });

    private Task<RegistryCredential?> FindAsync(string host) => Credentials().FindAsync(host, CancellationToken.None);

    private string Helper(string script)
    {
        var name = $"test-{Guid.NewGuid():N}";
        _folder.With($"docker-credential-{name}", $"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n");
        File.SetUnixFileMode(_folder.At($"docker-credential-{name}"), (UnixFileMode)0b111_101_101);
        return name;
    }
}
