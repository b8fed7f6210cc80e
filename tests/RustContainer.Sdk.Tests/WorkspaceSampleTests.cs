using System.Diagnostics;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>The axum service, as a program on this machine and in its images. One test, so that each profile and libc is compiled once.</summary>
[Trait("Needs", "engine")]
public sealed class WorkspaceSampleTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [EngineFact]
    public async Task The_service_answers_HTTP_as_a_program_and_from_its_images()
    {
        using var folder = new TestFolder();
        folder.CopySample("workspace");

        folder.DotNet("build").Succeeded();
        await AnswersFromBin(folder);
        Assert.False(folder.DotNet("build").Succeeded().StartedWorker);

        var image = $"rustcontainer-test-{Guid.NewGuid():n}";
        folder.DotNet("publish", "-c", "Release", $"-p:ContainerRepository={image}", "-p:ContainerImageTag=debian").Succeeded();
        await AnswersFromImage($"{image}:debian");

        folder.DotNet("publish", "-c", "Release", $"-p:ContainerRepository={image}", "-p:ContainerImageTag=alpine", "-p:ContainerRuntime=alpine").Succeeded();
        await AnswersFromImage($"{image}:alpine");
        var size = long.Parse(Docker.Succeed("image", "inspect", "-f", "{{.Size}}", $"{image}:alpine"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(size, 1, 10_000_000);

        Docker.Succeed("image", "rm", $"{image}:debian", $"{image}:alpine");
    }

    private static async Task AnswersFromBin(TestFolder folder)
    {
        var port = FreePort();
        var environment = new Dictionary<string, string?> { ["PORT"] = $"{port}" };
        using var service = Command.Start(folder.Root, folder.At("bin/Debug/service"), [], environment, out var output);
        try
        {
            await Answers($"127.0.0.1:{port}", () => service.HasExited ? $"The service ended:\n{output}" : null);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    private static async Task AnswersFromImage(string image)
    {
        var container = Docker.Succeed("run", "-d", image);
        try
        {
            Assert.Equal("65532", Docker.Succeed("inspect", "-f", "{{.Config.User}}", container).Split(':')[0]);
            var address = Docker.Succeed("inspect", "-f", "{{.NetworkSettings.IPAddress}}", container);
            await Answers($"{address}:8080", () => Docker.Succeed("inspect", "-f", "{{.State.Running}}", container) == "true" ? null : Docker.Succeed("logs", container));
            var processId = Docker.Succeed("inspect", "-f", "{{.State.Pid}}", container);
            Assert.Contains("Uid:\t65532\t", File.ReadAllText($"/proc/{processId}/status"), StringComparison.Ordinal);
        }
        finally
        {
            Docker.Succeed("rm", "-f", container);
        }
    }

    private static async Task Answers(string authority, Func<string?> failure)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Assert.True((await client.GetAsync(new Uri($"http://{authority}/health"))).IsSuccessStatusCode);
                return;
            }
            catch (HttpRequestException) when (clock.Elapsed < Bound)
            {
                Assert.Null(failure());
                await Task.Yield();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
