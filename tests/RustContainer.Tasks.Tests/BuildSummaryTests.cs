using RustContainer.Cargo.Messages;
using RustContainer.Contract;
using RustContainer.Tasks.Reporting;

namespace RustContainer.Tasks.Tests;

public class BuildSummaryTests
{
    [Fact]
    public void It_counts_each_step_once_and_as_run_where_one_of_the_solves_ran_it()
    {
        var summary = new BuildSummary();
        summary.Take(Step("a", "[builder 1/2] FROM rust", cached: true));
        summary.Take(Step("i", "[internal] load build definition", cached: false));
        summary.Take(Step("b", "[compile 1/1] RUN --mount=type=bind,target=/x sh compile.sh", cached: false, seconds: 6.2));
        summary.Take(Step("e", "exporting to client", cached: false, seconds: 1));
        summary.Take(Step("a", "[builder 1/2] FROM rust", cached: true));
        summary.Take(Step("b", "[compile 1/1] RUN sh compile.sh", cached: true));
        summary.Take(Step("c", "[image 2/2] COPY app /app", cached: false, seconds: 0.1));
        summary.Take(new ContextSent("context", 3, 12_345));
        summary.Take(new ContextSent("scripts", 1, 55));
        summary.Take(new CompileSummary(1, 88));
        Assert.Equal("Compiled 1 package, 88 fresh; 2 steps run in 6.3 s, 1 cached; sent 4 files, 12.4 kB.", summary.Text);
        summary.Take(new SolveFinished("image", "sha256:12", "sha256:34", ImageSize: 84_300_000));
        Assert.EndsWith(", 12.4 kB; image sha256:34, 84.3 MB.", summary.Text);
        Assert.Equal(
            ["   6.2 s  [compile 1/1] RUN sh compile.sh", "   1.0 s  exporting to client", "   0.1 s  [image 2/2] COPY app /app"], summary.LongestFirst);
    }

    [Fact]
    public void Where_the_compilation_is_cached_nothing_was_compiled()
    {
        var summary = new BuildSummary();
        summary.Take(Step("b", "[compile 1/1] RUN sh compile.sh", cached: true));
        Assert.Equal("Nothing to compile; 0 steps run in 0.0 s, 1 cached; sent 0 files, 0 bytes.", summary.Text);
    }

    [Fact]
    public void What_the_step_before_compiled_is_not_fresh()
    {
        var summary = new BuildSummary();
        summary.Take(Step("d", "[dependencies 2/2] RUN sh compile-dependencies.sh", cached: false));
        summary.Take(new CompileSummary(2, 40));
        summary.Take(Step("b", "[compile 1/1] RUN sh compile.sh", cached: false));
        summary.Take(new CompileSummary(3, 42));
        Assert.StartsWith("Compiled 5 packages, 40 fresh; ", summary.Text);
    }

    [Fact]
    public void Where_no_solve_was_started_there_is_nothing_to_say() => Assert.Null(new BuildSummary().Text);

    private static StepFinished Step(string digest, string name, bool cached, double seconds = 0) => new("s", digest, name, cached, seconds, null);
}
