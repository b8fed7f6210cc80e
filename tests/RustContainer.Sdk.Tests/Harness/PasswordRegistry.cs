using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>A registry on loopback that lets in one user: Debian's docker-registry, or the program that RUSTCONTAINER_REGISTRY names.</summary>
internal sealed partial class PasswordRegistry : IDisposable
{
    public const string User = "anna";
    public const string Password = "s3cret-Pw";
    private const string Hash = "$2y$05$MWB8wBTkG5lsFkGvPb0npubqTTEWYjlhIphzSG9UdR1DOfWIGiDHK"; // bcrypt of the password

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registry-");
    private readonly Process _process;

    public PasswordRegistry()
    {
        string At(string name) => Path.Combine(_folder.FullName, name);
        File.WriteAllText(At("htpasswd"), $"{User}:{Hash}\n");
        File.WriteAllText(At("config.yml"), $$$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{{At("data")}}}" } }
            http: { addr: "127.0.0.1:0", secret: not-a-secret }
            auth: { htpasswd: { realm: test, path: "{{{At("htpasswd")}}}" } }
            """);
        _process = Process.Start(new ProcessStartInfo(Program!, ["serve", At("config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("The registry ended."));
            else if (Listening().Match(line.Data) is { Success: true } match)
                listening.TrySetResult(match.Groups["host"].Value);
        };
        _process.BeginErrorReadLine();
        Assert.True(listening.Task.Wait(TimeSpan.FromSeconds(60)), "The registry does not listen.");
        Host = listening.Task.Result;
    }

    /// <summary>The program; <see langword="null"/> where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("RUSTCONTAINER_REGISTRY") is { Length: > 0 } given
        ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "docker-registry")).FirstOrDefault(File.Exists);

    /// <summary>Its host and port.</summary>
    public string Host { get; }

    /// <summary>The digest of an image that it has.</summary>
    public string DigestOf(string repository, string tag)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{Host}/v2/{repository}/manifests/{tag}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{User}:{Password}")));
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var response = http.Send(request);
        return response.EnsureSuccessStatusCode().Headers.GetValues("Docker-Content-Digest").Single();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"listening on (?<host>127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
