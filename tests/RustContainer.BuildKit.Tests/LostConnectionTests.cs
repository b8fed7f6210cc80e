using System.Collections.Concurrent;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>What becomes of a build whose way to the engine breaks.</summary>
[Trait("Needs", "engine")]
public sealed class LostConnectionTests(BuildKitFixture engine) : IClassFixture<BuildKitFixture>
{
    private static readonly SolveRequest Empty = new() { Folders = [] };
    private readonly ConcurrentQueue<SolveEvent> _events = new();
    private readonly string _unique = Guid.NewGuid().ToString("N");

    [EngineTheory]
    [InlineData("engine")]
    [InlineData("engine that speaks HTTP/2 itself")]
    [InlineData("buildkitd")]
    public async Task A_connection_that_breaks_in_mid_step_is_made_again_and_the_build_goes_on(string kind)
    {
        await using var relay = kind switch
        {
            "engine" => Relay.To(engine.Client.Endpoint),
            "buildkitd" => Relay.Daemon(engine.Client.Endpoint),
            _ => Relay.WithoutUpgradeTo(engine.Client.Endpoint),
        };

        await SolveAsync(relay, HoldsOnce, relay.Break);

        Assert.Equal([2], Repetitions);
        Assert.Contains(_events, happened => happened is VertexLog { Line: "went on" });
    }

    [EngineFact]
    public async Task A_session_that_breaks_alone_is_no_error_of_the_build_either()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);
        relay.Gate.BreakAt("POST /session");

        await SolveAsync(relay, $"FROM debian:bookworm-slim\nRUN echo {_unique}", () => { });

        Assert.Equal([2], Repetitions);
    }

    [EngineFact]
    public async Task A_connection_that_breaks_every_time_is_given_up()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(relay, Holds, relay.Break));

        Assert.Equal(BuildKitCodes.ConnectionLost, error.Diagnostic.Code);
        Assert.Equal([2, 3], Repetitions);
    }

    [EngineFact]
    public async Task An_engine_that_stops_in_mid_build_is_one_clear_error()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(relay, Holds, relay.Cut));

        Assert.Equal(BuildKitCodes.EngineStopped, error.Diagnostic.Code);
        Assert.Contains("stopped in the middle of the build", error.Message, StringComparison.Ordinal);
        Assert.Contains("it takes no new one (connection refused). Start it", error.Message, StringComparison.Ordinal);
        Assert.Empty(Repetitions);
    }

    [EngineFact]
    public async Task An_engine_that_freezes_in_mid_build_is_given_up()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);

        var error = await Assert.ThrowsAsync<CodedException>(() => SolveAsync(relay, Holds, relay.Gate.Close, TimeSpan.FromSeconds(1)));

        Assert.Equal(BuildKitCodes.ConnectionLost, error.Diagnostic.Code);
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_step_that_fails_is_not_repeated()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);

        await Assert.ThrowsAsync<ProcessFailedException>(
            () => SolveAsync(relay, $"FROM debian:bookworm-slim\nRUN echo ready; exit 1 # {_unique}", () => { }));

        Assert.Empty(Repetitions);
    }

    [EngineFact]
    public async Task A_build_that_is_cancelled_is_not_repeated()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<Exception>(() => SolveAsync(
            relay,
            Holds,
            () =>
            {
                cancellation.Cancel();
                relay.Break();
            },
            cancellationToken: cancellation.Token));

        Assert.Empty(Repetitions);
    }

    private string Holds => $"FROM debian:bookworm-slim\nRUN echo ready && exec sleep 1000 # {_unique}";

    private string HoldsOnce => $$"""
        FROM debian:bookworm-slim
        RUN --mount=type=cache,id=robust{{_unique}},target=/c,sharing=locked if mkdir /c/before; then echo ready; exec sleep 1000; fi; echo went on # {{_unique}}
        """;

    private List<int> Repetitions => [.. _events.OfType<SolveRepeated>().Select(again => again.Attempt)];

    private async Task SolveAsync(
        Relay relay, string dockerfile, Action whenReady, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        var endpoint = new Endpoint(relay.Address, "test");
        if (patience is { } bound)
            endpoint = endpoint with { Patience = bound, Silence = bound };
        await using var client = await BuildKitClient.ConnectAsync(endpoint, CancellationToken.None);
        await BuildKitFixture.SolveAsync(
            client,
            dockerfile,
            Empty,
            happened =>
            {
                _events.Enqueue(happened);
                if (happened is VertexLog { Line: "ready" })
                    whenReady();
            },
            cancellationToken);
    }
}
