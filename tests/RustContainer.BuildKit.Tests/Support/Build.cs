using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>A whole build with files in both directions, a process between and a secret that it asks for, to see that a way to BuildKit carries one.</summary>
public static class Build
{
    /// <summary>Finds the endpoint, connects and builds; what the client was.</summary>
    public static async Task<EndpointCapabilities> RunAsync(EndpointSettings settings)
    {
        var endpoint = await Endpoint.FindAsync(settings, CancellationToken.None);
        return await RunAsync(endpoint);
    }

    /// <inheritdoc cref="RunAsync(EndpointSettings)"/>
    public static async Task<EndpointCapabilities> RunAsync(Endpoint endpoint)
    {
        await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        var large = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i}\n"));
        using var context = new TempFolder().With("in", large);
        using var output = new TempFolder();

        await BuildKitFixture.SolveAsync(
            client,
            "FROM debian:bookworm-slim AS b\nCOPY in /\n"
                + $"RUN --mount=type=secret,id=s,required cat /in /run/secrets/s > /twice # {Guid.NewGuid():N}\n"
                + "FROM scratch\nCOPY --from=b /twice /",
            new SolveRequest
            {
                Folders = [SyncDirectory.FromFolder("context", context.Path)],
                Secrets = [new SecretSource("s", File: context.At("in"))],
                Export = new SolveExport.Folder(output.Path),
            },
            _ => { });

        Assert.Equal(large + large, File.ReadAllText(output.At("twice")));
        return client.Capabilities;
    }
}
