using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class StoppedEngineTests
{
    [OwnEngineFact]
    [Trait("Needs", "engine")]
    public async Task A_real_engine_that_stops_in_mid_build_is_one_clear_error_and_builds_when_it_is_started_again()
    {
        using var engine = new OwnEngine();
        var settings = new EndpointSettings { Explicit = engine.Address };
        using var never = new NeverRead();
        never.Begun += engine.Stop;

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(settings, never.Entry));
        engine.Start();
        await SolveAsync(settings, new SyncEntry { Path = "f" });

        Assert.Equal(BuildKitCodes.EngineStopped, error.Diagnostic.Code);
        Assert.Contains($"{engine.Address} (BuildKitEndpoint) stopped in the middle of the build", error.Message, StringComparison.Ordinal);
    }

    private static async Task SolveAsync(EndpointSettings settings, SyncEntry entry)
    {
        var endpoint = await Endpoint.FindAsync(settings, CancellationToken.None);
        await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        await BuildKitFixture.SolveAsync(
            client, "FROM scratch\nCOPY . /", new SolveRequest { Folders = [new SyncDirectory("context", [entry])] }, _ => { });
    }
}
