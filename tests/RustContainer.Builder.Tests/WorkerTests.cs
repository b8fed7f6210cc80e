using RustContainer.BuildKit;
using RustContainer.BuildKit.Tests;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

public sealed class WorkerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-worker-").FullName;

    [Fact]
    public void Without_arguments_one_error_says_who_starts_the_worker()
    {
        using var worker = new WorkerRun();

        Assert.Equal(1, worker.Wait());

        Assert.Equal(WorkerCodes.PlanUnusable, SingleError(worker).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1, 2")]
    [InlineData("""{ "version": 99, "platform": "", "dockerfile": "", "locals": [], "solves": [] }""")]
    public void A_plan_that_cannot_be_read_is_one_error_that_names_it(string text)
    {
        var plan = Write("build.json", text);
        using var worker = new WorkerRun(plan, "artifacts");

        Assert.Equal(1, worker.Wait());

        var error = SingleError(worker);
        Assert.Equal(WorkerCodes.PlanUnusable, error.Code);
        Assert.Contains(plan, error.Message, StringComparison.Ordinal);
        Assert.Equal(BuildOutcome.Failed, Assert.IsType<Finished>(worker.Events[^1]).Outcome);
    }

    [Fact]
    public void A_solve_that_the_plan_lacks_is_one_error_that_names_it()
    {
        using var worker = new WorkerRun(WritePlan("FROM scratch AS files\n"), "elsewhere");

        Assert.Equal(1, worker.Wait());

        Assert.Contains("'elsewhere'", SingleError(worker).Message, StringComparison.Ordinal);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_solve_tells_its_steps_and_leaves_its_files()
    {
        Write("context/hello.txt", "hello");
        using var worker = new WorkerRun(WritePlan("FROM scratch AS files\nCOPY hello.txt /\n"), "files");

        Assert.Equal(0, worker.Wait());

        Assert.IsType<EndpointChosen>(worker.Events[0]);
        Assert.Contains(worker.Events, happened => happened is StepFinished { Name: var name, Error: null } && name.Contains("COPY hello.txt"));
        Assert.Contains(worker.Events, happened => happened is SolveFinished { Solve: "files" });
        Assert.Equal(BuildOutcome.Succeeded, Assert.IsType<Finished>(worker.Events[^1]).Outcome);
        Assert.Equal("hello", File.ReadAllText(Path.Combine(_root, "out", "hello.txt")));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_step_that_fails_is_told_with_its_output_and_its_error()
    {
        using var worker = new WorkerRun(WritePlan("FROM debian:bookworm-slim AS files\nRUN echo says $((40 + 2)) >&2; exit 3\n"), "files");

        Assert.Equal(1, worker.Wait());

        Assert.Contains(worker.Events, happened => happened is StepLog { Line: "says 42", Stream: 2 });
        Assert.Contains("exit code: 3", Assert.Single(worker.Events.OfType<StepFinished>(), step => step.Error is not null).Error);
        Assert.DoesNotContain(worker.Events, happened => happened is Reported);
        Assert.Empty(worker.TempFiles);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_Dockerfile_that_BuildKit_refuses_is_one_error_with_its_line()
    {
        using var worker = new WorkerRun(WritePlan("FROM scratch AS files\nNONSENSE\n"), "files");

        Assert.Equal(1, worker.Wait());

        var error = SingleError(worker);
        Assert.Equal(WorkerCodes.DockerfileRefused, error.Code);
        Assert.Equal(2, error.Line);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void What_BuildKit_refuses_outside_of_a_step_is_one_error_with_its_words()
    {
        var plan = ContractJson.ReadPlan(File.ReadAllText(WritePlan("FROM scratch AS files\nCOPY nothing /\n"))) with { Platform = "no/such/plat/form" };
        using var worker = new WorkerRun(Write("build.json", ContractJson.Write(plan)), "files");

        Assert.Equal(1, worker.Wait());

        var error = SingleError(worker);
        Assert.Equal(BuildKitCodes.EngineRequestFailed, error.Code);
        Assert.Contains("no/such/plat/form", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Events, happened => happened is StepFinished { Error: not null });
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task An_image_that_would_be_lost_is_one_error_before_anything_is_built()
    {
        await using var daemon = Relay.Daemon(await Endpoint.FindAsync(EndpointSettings.FromEnvironment(), CancellationToken.None));
        var plan = ContractJson.ReadPlan(File.ReadAllText(WritePlan("FROM scratch AS files\nCOPY nothing /\n")));
        var image = new PlannedSolve("image", "files", new PlannedExport { Kind = ExportKind.Image, ImageNames = ["x:1"] });
        using var worker = new WorkerRun(
            Write("build.json", ContractJson.Write(plan with { Endpoint = daemon.Address.ToString(), Solves = [.. plan.Solves, image] })), "files", "image");

        Assert.Equal(1, worker.Wait());

        var error = SingleError(worker);
        Assert.Equal(BuildKitCodes.EngineNeeded, error.Code);
        Assert.Contains("Set ContainerRegistry to push the image, or ContainerArchiveOutputPath", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Events, happened => happened is StepStarted or StepFinished);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public void A_worker_whose_input_closes_stops_the_step_and_says_cancelled() => StopInMidStep(worker => worker.CloseInput());

    [EngineTheory]
    [Trait("Needs", "engine")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_worker_that_gets_a_signal_stops_the_step_and_says_cancelled(string signal) => StopInMidStep(worker => worker.Signal(signal));

    private void StopInMidStep(Action<WorkerRun> stop)
    {
        var plan = WritePlan($"FROM debian:bookworm-slim AS files\nRUN echo {Guid.NewGuid()} runs; sleep 100000\n");
        using var worker = new WorkerRun(plan, "files");
        Assert.NotNull(worker.ReadUntil(happened => happened is StepLog { Line: var line } && line.EndsWith("runs", StringComparison.Ordinal)));

        stop(worker);

        Assert.Equal(1, worker.Wait());
        Assert.Equal(BuildOutcome.Cancelled, Assert.IsType<Finished>(worker.Events[^1]).Outcome);
        Assert.DoesNotContain(worker.Events, happened => happened is Reported);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Diagnostic SingleError(WorkerRun worker) =>
        Assert.Single(worker.Events.OfType<Reported>(), reported => reported.Severity == MessageSeverity.Error).Diagnostic;

    private string WritePlan(string dockerfile)
    {
        Directory.CreateDirectory(Path.Combine(_root, "context"));
        return Write("build.json", ContractJson.Write(new BuildPlan
        {
            Version = BuildPlan.CurrentVersion,
            Platform = "linux/amd64",
            Dockerfile = Write("Dockerfile", dockerfile),
            Locals = [new LocalSource("context", Path.Combine(_root, "context"), Guid.NewGuid().ToString("n"))],
            Solves =
            [
                new PlannedSolve("files", "files", new PlannedExport { Kind = ExportKind.Local, Directory = Path.Combine(_root, "out") }),
            ],
        }));
    }

    private string Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }
}
