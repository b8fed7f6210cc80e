using System.Collections.Concurrent;

namespace RustContainer.BuildKit.Tests;

/// <summary>One client to the engine of the environment, for a class of tests.</summary>
public sealed class BuildKitFixture : IAsyncLifetime
{
    /// <summary>No step of the tests needs a network, and engines without a bridge cannot give one.</summary>
    private static readonly Dictionary<string, string> NoNetwork = new() { ["force-network-mode"] = "none" };

    private BuildKitClient? _client;

    public BuildKitClient Client => _client!;

    public async Task InitializeAsync()
    {
        if (new EngineFactAttribute().Skip is null)
        {
            var endpoint = await Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);
            _client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }

    public Task<SolveResult> SolveAsync(
        string dockerfile, SolveRequest request, ConcurrentQueue<SolveEvent>? events = null,
        CancellationToken cancellationToken = default) =>
        SolveAsync(Client, dockerfile, request, e => events?.Enqueue(e), cancellationToken);

    public static async Task<SolveResult> SolveAsync(
        BuildKitClient client, string dockerfile, SolveRequest request, Action<SolveEvent> handle,
        CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        using var folder = new TempFolder().With("Dockerfile", dockerfile.ReplaceLineEndings("\n"));
        var whole = request with
        {
            Folders = [SyncDirectory.FromFolder("dockerfile", folder.Path), .. request.Folders],
            FrontendAttributes = NoNetwork,
            SharedKey = request.SharedKey.Length > 0 ? request.SharedKey : Guid.NewGuid().ToString("N"),
        };
        return await client.SolveAsync(whole, handle, limit.Token);
    }
}
