using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>How long the engine's REST API is waited for.</summary>
public sealed class EngineApiTests
{
    [Fact]
    public async Task An_engine_that_saves_an_image_may_take_longer_than_with_any_other_answer()
    {
        using var copied = new ManualResetEventSlim();
        await using var engine = new FakeEngine(request =>
        {
            // Bounded, so that a test that fails ends.
            _ = request.Contains("/get", StringComparison.Ordinal) && copied.Wait(TimeSpan.FromMinutes(1));
            return copied.IsSet ? FakeEngine.Json("{}") : [];
        })
        {
            HoldsOn = true,
        };
        using var api = new EngineApi(engine.Endpoint) { Limit = TimeSpan.FromMilliseconds(1) };

        var saving = api.StartSaveAsync("x:1", CancellationToken.None);
        var other = await Assert.ThrowsAsync<CodedException>(() => api.FindImageAsync("x:1", CancellationToken.None));
        copied.Set();
        using var saved = await saving;

        Assert.Equal(BuildKitCodes.ConnectionLost, other.Diagnostic.Code);
        Assert.Contains("images/x:1/json within", other.Message, StringComparison.Ordinal);
        Assert.True(saved.IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_image_whose_saving_is_cancelled_is_not_waited_for()
    {
        using var cancellation = new CancellationTokenSource();
        await using var engine = new FakeEngine(_ =>
        {
            cancellation.Cancel();
            return [];
        })
        {
            HoldsOn = true,
        };
        using var api = new EngineApi(engine.Endpoint);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.StartSaveAsync("x:1", cancellation.Token));
    }
}
