using System.Security.Cryptography;
using RustContainer.BuildKit;
using RustContainer.BuildKit.Tests;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

/// <summary>A worker that is stopped while files go to the engine, come back, or go on to a registry.</summary>
[Trait("Needs", "engine")]
public sealed class StopTests : IDisposable
{
    private const int Length = 4 << 20;
    private const int LengthOfPush = 16 << 20; // more than the buffers between engine and registry hold
    private const int Part = 1 << 20;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-stop-").FullName;
    private readonly string _marker = Guid.NewGuid().ToString("n");

    [EngineTheory]
    [InlineData("context", true)]
    [InlineData("context", false)]
    [InlineData("export", true)]
    [InlineData("export", false)]
    public async Task One_that_is_stopped_while_files_are_sent_leaves_nothing_running_and_the_next_build_succeeds(string phase, bool isSignal)
    {
        var engine = await FindEngineAsync();
        await using var relay = Relay.To(engine);
        if (phase == "context")
            relay.Gate.MaxUp = Part;
        else
            relay.Gate.MaxDown = Part;
        using var worker = new WorkerRun(WritePlan(relay.Address, LocalExport), "files");
        await relay.Gate.Held.WaitAsync(Bound);

        StopAndWait(worker, isSignal);

        Assert.True(SpinWait.SpinUntil(() => relay.Open == 0, Bound), $"{relay.Open} connections are open.");
        await AssertBuildsNothingAsync(engine);
        AssertBuilds(engine);
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_stopped_in_mid_push_leaves_nothing_running_and_the_next_build_succeeds(bool isSignal)
    {
        var engine = await FindEngineAsync();
        using var registry = new HeldRegistry();
        var image = $"{registry.Host}/rustcontainer-test/{_marker}:1";
        var push = new PlannedExport { Kind = ExportKind.Image, ImageNames = [image], Push = true };
        using var worker = new WorkerRun(WritePlan(engine.Address, push, LengthOfPush), "files");
        await registry.Held.WaitAsync(Bound);

        StopAndWait(worker, isSignal);

        // What the engine has written already goes on its way; it writes no more.
        registry.Release();
        Assert.True(SpinWait.SpinUntil(() => registry.Open == 0, Bound), "The engine still pushes.");
        await AssertBuildsNothingAsync(engine);
        AssertBuilds(engine);
        using var api = new EngineApi(engine);
        await api.RemoveImageAsync(image, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private PlannedExport LocalExport => new() { Kind = ExportKind.Local, Directory = Path.Combine(_root, "out") };

    private static Task<Endpoint> FindEngineAsync() => Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None);

    private static void StopAndWait(WorkerRun worker, bool isSignal)
    {
        if (isSignal)
            worker.Signal("INT");
        else
            worker.CloseInput();

        Assert.Equal(1, worker.Wait());
        Assert.Equal(BuildOutcome.Cancelled, Assert.IsType<Finished>(worker.Events[^1]).Outcome);
        Assert.DoesNotContain(worker.Events, happened => happened is Reported);
        Assert.Empty(worker.TempFiles);
    }

    private async Task AssertBuildsNothingAsync(Endpoint engine)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (await ActiveBuilds.IncludeAsync(engine, _marker))
            Assert.False(bound.IsCancellationRequested, "The engine still builds.");
    }

    private void AssertBuilds(Endpoint engine)
    {
        using var worker = new WorkerRun(WritePlan(engine.Address, LocalExport), "files");

        Assert.Equal(0, worker.Wait());
        Assert.Equal(File.ReadAllBytes(Path.Combine(_root, "context", "big")), File.ReadAllBytes(Path.Combine(_root, "out", "big")));
    }

    private string WritePlan(EndpointAddress endpoint, PlannedExport export, int length = Length)
    {
        var context = Directory.CreateDirectory(Path.Combine(_root, "context")).FullName;
        if (!File.Exists(Path.Combine(context, "big")))
            File.WriteAllBytes(Path.Combine(context, "big"), RandomNumberGenerator.GetBytes(length));
        var dockerfile = Path.Combine(_root, "Dockerfile");
        File.WriteAllText(dockerfile, "FROM scratch AS files\nCOPY big /\n");
        var plan = Path.Combine(_root, "build.json");
        File.WriteAllText(plan, ContractJson.Write(new BuildPlan
        {
            Version = BuildPlan.CurrentVersion,
            Endpoint = endpoint.ToString(),
            Platform = "linux/amd64",
            Dockerfile = dockerfile,
            BuildArguments = new Dictionary<string, string> { ["MARKER"] = _marker },
            Locals = [new LocalSource("context", context, _marker)],
            Solves = [new PlannedSolve("files", "files", export)],
        }));
        return plan;
    }
}
