using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.BuildKit.Tests;

/// <summary>A registry on loopback that lets in nobody but <see cref="User"/>: Debian's docker-registry, or the program that
/// RUSTCONTAINER_REGISTRY names.</summary>
public sealed partial class TestRegistry : IAsyncLifetime, IDisposable
{
    public const string User = "anna";
    public const string Password = "s3cret-Pw";
    private const string Hash = "$2y$05$MWB8wBTkG5lsFkGvPb0npubqTTEWYjlhIphzSG9UdR1DOfWIGiDHK"; // bcrypt of the password

    private readonly TempFolder _folder = new();
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>The program; <see langword="null"/> where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_REGISTRY") is { Length: > 0 } given
        ? given
        : ProgramPath.Find("docker-registry");

    /// <summary>Its host and port.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The credentials of <see cref="User"/>, from a config.json.</summary>
    public RegistryCredentials Credentials => CredentialsFor(Password);

    /// <summary>The same with a password of the test's choice.</summary>
    public RegistryCredentials CredentialsFor(string password)
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{password}"));
        var config = $"config-{Guid.NewGuid():N}";
        _folder.With($"{config}/config.json", $$$"""{"auths":{"{{{Host}}}":{"auth":"{{{auth}}}"} } }""");
        return new RegistryCredentials(new RegistrySettings { DockerConfigDirectory = _folder.At(config) });
    }

    public async Task InitializeAsync()
    {
        if (new RegistryFactAttribute().Skip is not null)
            return;
        _folder.With("htpasswd", $"{User}:{Hash}\n").With("config.yml", $"""
            version: 0.1
            log: {"{"} level: info, accesslog: {"{"} disabled: true {"}"} {"}"}
            storage: {"{"} filesystem: {"{"} rootdirectory: "{_folder.At("data")}" {"}"} {"}"}
            http: {"{"} addr: "127.0.0.1:0", secret: not-a-secret {"}"}
            auth: {"{"} htpasswd: {"{"} realm: test, path: "{_folder.At("htpasswd")}" {"}"} {"}"}
            """);
        var start = new ProcessStartInfo(Program!, ["serve", _folder.At("config.yml")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OTEL_TRACES_EXPORTER"] = "none";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, listening);
        _process.BeginErrorReadLine();
        Host = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _folder.Dispose();
    }

    private void Take(string? line, TaskCompletionSource<string> listening)
    {
        lock (_log)
        {
            _log.AppendLine(line);
            if (line is null)
                listening.TrySetException(new InvalidOperationException($"The registry ended: {_log}"));
            else if (Listening().Match(line) is { Success: true } match)
                listening.TrySetResult(match.Groups["host"].Value);
        }
    }

    [GeneratedRegex(@"listening on (?<host>127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
