using System.Text.Json;
using Microsoft.Build.Utilities;
using RustContainer.Contract;
using RustContainer.Tasks.Reporting;
using RustContainer.Tasks.Tests.Support;

namespace RustContainer.Tasks.Tests.Reporting;

public sealed class BuildReporterTests : IDisposable
{
    private const string Compile = """[compile 1/1] RUN ["sh", "/rustcontainer/scripts/compile.sh", "--", "build"]""";
    private const string Clip = "[output clipped, log limit 200KiB/s reached]";

    private readonly RecordingEngine _engine = new();
    private readonly BuildReporter _reporter;

    public BuildReporterTests()
    {
        var log = new BuildLog(new TaskLoggingHelper(_engine, "Build"), _engine, "/src/my ws/app.rustproj", WarningPolicy.Of(_engine, ""));
        _reporter = new BuildReporter(log, new SourcePaths("/src/my ws", ""), "rust:mine");
        _reporter.Handle(new StepStarted("artifacts", "a", Compile));
    }

    [Fact]
    public void Where_BuildKit_cut_the_log_behind_an_error_both_are_said()
    {
        Print(Message("error", "mismatched types", "E0308", "src/main.rs"), Clip);
        Fail();

        Assert.Equal(["/src/my ws/src/main.rs(3,9): E0308: mismatched types"], _engine.Errors);
        Assert.StartsWith("/src/my ws/app.rustproj(0,0): RUSTPROJ4006: BuildKit cut the log of the step '[compile 1/1] cargo build'", Assert.Single(_engine.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_BuildKit_cut_the_log_before_the_cause_that_is_the_error()
    {
        Print("   Compiling app v0.1.0 (/w/src)", Clip);
        Fail();

        Assert.Contains("RUSTPROJ4003", Assert.Single(_engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_script_left_out_is_counted()
    {
        Print(Message("error", "mismatched types", "E0308", "src/main.rs"), """{"reason":"rustcontainer-clipped","omitted":1234}""");
        Fail();

        Assert.Contains("RUSTPROJ4006: There are 1234 more messages", Assert.Single(_engine.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_of_cargo_is_one_however_often_it_comes()
    {
        Print(
            "warning: /w/src/part/Cargo.toml: unused manifest key: package.odd",
            "warning: app@0.1.0: said by the build script",
            "    Finished `dev` profile in 0.1s",
            """{"reason":"rustcontainer-warning","text":"warning: app@0.1.0: said by the build script"}""",
            "warning: `app` (bin \"app\") generated 1 warning");
        _reporter.Handle(new StepFinished("artifacts", "a", Compile, Cached: false, 1));

        Assert.Equal(
            [
                "/src/my ws/part/Cargo.toml(0,0): RUSTPROJ4007: /src/my ws/part/Cargo.toml: unused manifest key: package.odd",
                "/src/my ws/app.rustproj(0,0): RUSTPROJ4007: app@0.1.0: said by the build script",
            ],
            _engine.Warnings);
    }

    [Fact]
    public void What_other_programs_warn_of_is_no_warning_of_cargo()
    {
        _reporter.Handle(new StepStarted("artifacts", "t", "[toolchain 1/1] RUN rustup toolchain install"));
        _reporter.Handle(new StepLog("t", 2, "warning: tool `x` is already installed"));
        _reporter.Handle(new StepFinished("artifacts", "t", "[toolchain 1/1] RUN rustup toolchain install", Cached: false, 1));

        Assert.Empty(_engine.Warnings);
    }

    [Fact]
    public void A_killed_compiler_is_said_without_its_command_line()
    {
        Print(
            "error: could not compile `app` (bin \"app\")", "", "Caused by:",
            $"  process didn't exit successfully: `rustc --crate-name app {new string('x', 900)}` (signal: 9, SIGKILL: kill)");
        Fail();

        Assert.StartsWith(
            "/src/my ws/app.rustproj(0,0): RUSTPROJ4026: could not compile `app` (bin \"app\"); caused by: process didn't exit successfully: `rustc …` (signal: 9, SIGKILL: kill). A process was killed",
            Assert.Single(_engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_place_in_the_sources_is_about_the_packages_manifest_or_of_a_package_from_elsewhere_about_the_project()
    {
        const string file = "/w/build/debug/build/app-1/out/gen.rs";
        Print(Message("warning", "ours", "dead_code", file), Message("warning", "theirs", "dead_code", file, "/rustcontainer/cargo-home/registry/src/x/Cargo.toml"));

        Assert.Equal(
            [
                $"/src/my ws/Cargo.toml(0,0): dead_code: ours; at {file}:3:9",
                $"/src/my ws/app.rustproj(0,0): dead_code: theirs; at {file}:3:9",
            ],
            _engine.Warnings);
    }

    [Theory]
    [InlineData("cargo-chef", "RustCacheStrategy=Layered")]
    [InlineData("sccache", "leave RustSccache off")]
    public void A_tool_that_the_builder_lacks_is_the_one_error_and_names_image_and_remedy(string tool, string remedy)
    {
        Print($$"""{"reason":"rustcontainer-lacks","tool":"{{tool}}"}""", $"error: the builder image has no {tool}");
        Fail();

        var error = Assert.Single(_engine.Errors);
        Assert.Contains($"RUSTPROJ4008: ", error, StringComparison.Ordinal);
        Assert.Contains($"needs {tool}, which the builder image 'rust:mine' has not", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server startup failed: cache type is not enabled", "in the builder: Server startup failed: cache type is not enabled. Correct")]
    [InlineData("", "it does not say why")]
    public void A_sccache_that_did_not_start_is_the_one_error_with_its_reason(string reason, string said)
    {
        Print($$"""{"reason":"rustcontainer-sccache","text":"{{reason}}"}""", $"error: compile: sccache did not start: {reason}");
        Fail();

        var error = Assert.Single(_engine.Errors);
        Assert.Contains("RUSTPROJ4031: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Contains("leave RustSccache off", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ghcr.io/me/app:cache: not found", 0)]
    [InlineData("failed to authorize: 403 Forbidden", 1)]
    [InlineData("context canceled", 0)]
    public void A_cache_that_cannot_be_read_is_not_why_the_build_failed(string error, int warnings)
    {
        foreach (var solve in (string[])["artifacts", "image"])
            _reporter.Handle(new StepFinished(solve, "i" + solve, "importing cache manifest from ghcr.io/me/app:cache", Cached: false, 1, error));
        Print("error: failed to run custom build command for `app v0.1.0 (/w/src)`", "", "Caused by:", "  process didn't exit successfully: `build-script-build` (exit status: 101)");
        Fail();

        Assert.Contains("RUSTPROJ4022: ", Assert.Single(_engine.Errors), StringComparison.Ordinal);
        Assert.Equal(warnings, _engine.Warnings.Count);
        Assert.All(_engine.Warnings, one => Assert.Contains($"RUSTPROJ1056: The cache 'ghcr.io/me/app:cache' could not be read, and the build goes on without it: {error}. ", one, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cache_that_was_not_written_is_a_warning_where_the_build_succeeds_without_it()
    {
        _reporter.Handle(new StepFinished("image", "e", "exporting cache to registry", Cached: false, 1, "failed to push ghcr.io/me/app:cache: 403 Forbidden"));
        _reporter.Handle(new StepFinished("image", "f", "exporting cache to registry", Cached: false, 1, "x: context canceled"));
        Assert.Empty(_engine.Warnings);
        for (var solve = 0; solve < 2; solve++)
            _reporter.Handle(new SolveFinished("image", "sha256:1"));

        var warning = Assert.Single(_engine.Warnings);
        Assert.Contains("RUSTPROJ1057: 'exporting cache to registry' failed", warning, StringComparison.Ordinal);
        Assert.Contains("ghcr.io/me/app:cache: 403 Forbidden. Correct BuildKitCacheTo", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_says_nothing_known_fails_with_its_last_lines()
    {
        Print("one", "two");
        Fail();

        Assert.Contains("RUSTPROJ4002: The step '[compile 1/1] cargo build' failed: exit code: 1. Its last lines: one | two", Assert.Single(_engine.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _reporter.Dispose();

    private void Print(params string[] lines)
    {
        foreach (var line in lines)
            _reporter.Handle(new StepLog("a", 2, line));
    }

    private void Fail()
    {
        _reporter.Handle(new StepFinished("artifacts", "a", Compile, Cached: false, 1, "exit code: 1"));
        _reporter.ReportFailure();
    }

    private static string Message(string level, string message, string code, string file, string manifest = "/w/src/Cargo.toml") => JsonSerializer.Serialize(new
    {
        reason = "compiler-message",
        package_id = "path+file:///w/src#app@0.1.0",
        manifest_path = manifest,
        target = new { name = "app", kind = new[] { "bin" } },
        message = new
        {
            level,
            message,
            code = new { code },
            spans = new[] { new { file_name = file, line_start = 3, line_end = 3, column_start = 9, column_end = 10, is_primary = true } },
            children = Array.Empty<object>(),
        },
    });
}
