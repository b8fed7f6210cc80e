namespace RustContainer.BuildKit.Tests;

/// <summary>A client to the engine with the containerd image store.</summary>
public sealed class StoreEngine : IAsyncLifetime
{
    private BuildKitClient? _client;

    public BuildKitClient Client => _client!;

    public async Task InitializeAsync()
    {
        if (new StoreFactAttribute().Skip is null)
        {
            var endpoint = await Endpoint.FindAsync(new EndpointSettings { Explicit = StoreFactAttribute.Address }, CancellationToken.None);
            _client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }
}
