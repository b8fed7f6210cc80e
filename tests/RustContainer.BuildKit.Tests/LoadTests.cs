namespace RustContainer.BuildKit.Tests;

/// <summary>Many builds of one process on one engine.</summary>
[Collection(AloneCollection.Name)]
[Trait("Needs", "engine")]
public sealed class LoadTests
{
    private const int Together = 8;
    private const int Bytes = 2 << 20;

    [LocalEngineFact]
    public async Task Fifty_builds_one_after_another_and_eight_at_once_succeed_and_leave_nothing_behind()
    {
        var endpoint = await Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);
        await RunAsync(endpoint, 3);
        await RunAtOnceAsync(endpoint);
        var before = ProcessState.Now();

        await RunAsync(endpoint, 50);
        await RunAtOnceAsync(endpoint);

        Assert.True((before with { Bytes = before.Bytes + Bytes }).Returns(), $"{before} has become {ProcessState.Now()}.");
    }

    private static async Task RunAsync(Endpoint endpoint, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
            await BuildAsync(client, isNew: i % 10 == 0);
        }
    }

    private static async Task RunAtOnceAsync(Endpoint endpoint)
    {
        await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => BuildAsync(client, isNew: true)));
    }

    private static async Task BuildAsync(BuildKitClient client, bool isNew)
    {
        var content = isNew ? Guid.NewGuid().ToString() : "the same";
        using var context = new TempFolder().With("f", content);
        using var output = new TempFolder();
        await BuildKitFixture.SolveAsync(
            client,
            "FROM scratch\nCOPY . /",
            new SolveRequest
            {
                Folders = [SyncDirectory.FromFolder("context", context.Path)],
                Export = new SolveExport.Folder(output.Path),
            },
            _ => { });
        Assert.Equal(content, File.ReadAllText(output.At("f")));
    }
}
