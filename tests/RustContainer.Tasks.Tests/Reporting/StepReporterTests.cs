using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustContainer.Contract;
using RustContainer.Tasks.Reporting;
using RustContainer.Tasks.Tests.Support;

namespace RustContainer.Tasks.Tests.Reporting;

public sealed class StepReporterTests : IDisposable
{
    private const string Compile =
        """[compile 1/1] RUN --mount=type=cache,target=/w   ["sh", "/rustcontainer/scripts/compile.sh", "--artifact", "debug/app", "--", "build", "--locked"]""";

    private readonly ManualTime _time = new();
    private readonly RecordingEngine _engine = new();
    private readonly StepReporter _reporter;

    public StepReporterTests()
    {
        var log = new BuildLog(new TaskLoggingHelper(_engine, "Build"), _engine, "/src/app.rustproj", WarningPolicy.Of(_engine, ""));
        _reporter = new StepReporter(log, _time);
    }

    [Fact]
    public void A_step_gets_its_line_when_it_has_run_for_a_second_and_only_one()
    {
        _reporter.Handle(new StepStarted("artifacts", "a", Compile));
        _time.Advance(RunningSteps.Patience / 2);
        Assert.Empty(_engine.Lines);

        _time.Advance(RunningSteps.Patience / 2);
        Assert.Equal(["Running [compile 1/1] cargo build --locked"], _engine.Lines);

        _reporter.Handle(new StepFinished("artifacts", "a", Compile, Cached: false, 9.5));
        _time.Advance(RunningSteps.Patience);
        Assert.Single(_engine.Lines);
    }

    [Fact]
    public void A_step_that_is_cached_or_done_at_once_gets_none()
    {
        _reporter.Handle(new StepFinished("artifacts", "c", "[builder 1/2] FROM rust", Cached: true, 0));
        _reporter.Handle(new StepStarted("artifacts", "a", Compile));
        _reporter.Handle(new StepFinished("artifacts", "a", Compile, Cached: false, 0.4));
        _time.Advance(RunningSteps.Patience * 2);

        Assert.Empty(_engine.Lines);
    }

    [Fact]
    public void An_image_that_is_pulled_gets_one_line()
    {
        _reporter.Handle(new StepStarted("artifacts", "f", "[builder 1/2] FROM docker.io/library/rust:1"));
        _reporter.Handle(new ImagePulled("f", "[builder 1/2] FROM docker.io/library/rust:1"));
        _time.Advance(RunningSteps.Patience * 2);

        Assert.Equal(["Pulling [builder 1/2] FROM docker.io/library/rust:1"], _engine.Lines);
    }

    [Fact]
    public void Every_step_is_an_event_with_its_facts()
    {
        _reporter.Handle(new StepFinished("artifacts", "a", Compile, Cached: false, 0.25));

        var step = Assert.IsType<ExtendedBuildMessageEventArgs>(Assert.Single(_engine.Messages));
        Assert.Equal(("RustContainer.Step", MessageImportance.Low), (step.ExtendedType, step.Importance));
        Assert.Equal(("artifacts", "a", Compile, "false", "0.25"), (
            step.ExtendedMetadata!["solve"], step.ExtendedMetadata["step"], step.ExtendedMetadata["name"], step.ExtendedMetadata["cached"],
            step.ExtendedMetadata["seconds"]));
    }

    public void Dispose() => _reporter.Dispose();
}
