using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class SshTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [LocalEngineFact]
    [Trait("Needs", "engine")]
    public async Task An_engine_is_built_through_over_what_ssh_brings_back()
    {
        var engine = await Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);
        _folder.With("relay.pl", StdioRelay.Perl);
        var settings = Ssh($"echo \"$*\" >> '{_folder.At("arguments")}'\nexec perl '{_folder.At("relay.pl")}' '{engine.Address.Target}'");

        var capabilities = await Build.RunAsync(settings);

        Assert.NotEqual(BuilderKind.BuildKitDaemon, capabilities.Kind);
        Assert.Equal(
            ["-o ConnectTimeout=30 -o BatchMode=yes -T -l me -p 2222 -- far.example docker system dial-stdio"],
            File.ReadAllLines(_folder.At("arguments")).Distinct());
    }

    [Fact]
    public async Task What_ssh_says_when_it_fails_is_told()
    {
        var error = await Fails("echo 'me@far.example: Permission denied (publickey).' >&2\nexit 255");

        Assert.Equal(BuildKitCodes.SshFailed, error.Diagnostic.Code);
        Assert.Contains(
            "ssh://me@far.example:2222 (DOCKER_HOST) is out of reach: ssh ended before the engine answered: me@far.example: Permission "
            + "denied (publickey).", error.Message, StringComparison.Ordinal);
        Assert.Contains("'ssh HOST docker system dial-stdio'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_complaint_of_ssh_is_bounded()
    {
        var error = await Fails("head -c 3000000 /dev/zero | tr '\\0' 'x' | fold -w 70 >&2\nexit 1");

        Assert.Equal(BuildKitCodes.SshFailed, error.Diagnostic.Code);
        Assert.InRange(error.Message.Length, 1000, 3000);
    }

    [Fact]
    public async Task A_machine_without_ssh_is_told_to_install_it()
    {
        var settings = Ssh("") with { SshProgram = "no-such-ssh" };

        var error = await Assert.ThrowsAsync<CodedException>(() => ConnectAsync(settings));

        Assert.Equal(BuildKitCodes.SshFailed, error.Diagnostic.Code);
        Assert.Contains("no program 'no-such-ssh' in PATH", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_of_the_current_folder_is_none_of_PATH()
    {
        var file = Directory.EnumerateFiles(Environment.CurrentDirectory).Select(Path.GetFileName).First()!;

        Assert.Null(ProgramPath.Find(file));
    }

    [Theory]
    [InlineData("ssh://host", "-o ConnectTimeout=30 -o BatchMode=yes -T -- host docker system dial-stdio")]
    [InlineData("ssh://host/run/user/7/d.sock", "-T -- host docker --host='unix:///run/user/7/d.sock' system dial-stdio")]
    [InlineData("ssh://host/a'%3Btouch%20b", @"docker --host='unix:///a'\'';touch b' system dial-stdio")]
    [InlineData("ssh://-oProxyCommand@host", "-l -oProxyCommand -- host docker")]
    [InlineData("ssh://[fe80::1]", "-- fe80::1 docker")]
    public void What_ssh_is_asked_cannot_be_taken_for_something_else(string address, string expected) => Assert.Contains(
        expected, string.Join(' ', SshConnection.Arguments(EndpointAddress.Parse(address))), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static async Task<BuildKitClient> ConnectAsync(EndpointSettings settings) =>
        await BuildKitClient.ConnectAsync(await Endpoint.FindAsync(settings, CancellationToken.None), CancellationToken.None);

    private Task<CodedException> Fails(string script) => Assert.ThrowsAsync<CodedException>(() => ConnectAsync(Ssh(script)));

    private EndpointSettings Ssh(string script) => new()
    {
        DockerHost = "ssh://me@far.example:2222",
        SshProgram = _folder.Program("ssh", $"#!/bin/sh\n{script}\n"),
    };
}
