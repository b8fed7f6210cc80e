using RustContainer.Cargo.Messages;

namespace RustContainer.Cargo.Tests.Messages;

public sealed class CargoTextErrorTests
{
    [Fact]
    public void Causes_are_folded_into_one_message()
    {
        var error = Single("""
            error: failed to load manifest for workspace member `/w/src/app`
            referenced by workspace at `/w/src/Cargo.toml`

            Caused by:
              failed to load manifest for dependency `mac`

            Caused by:
              No such file or directory (os error 2)
            """);
        Assert.Equal("""
            failed to load manifest for workspace member `/w/src/app`
              referenced by workspace at `/w/src/Cargo.toml`
              caused by: failed to load manifest for dependency `mac`
              caused by: No such file or directory (os error 2)
            """.ReplaceLineEndings("\n"), error.Message);
        Assert.Equal((DiagnosticLevel.Error, "/w/src/app/Cargo.toml", 0, false), (error.Level, error.File, error.Line, error.IsSummary));
    }

    [Fact]
    public void A_quoted_source_line_becomes_the_place()
    {
        var errors = Parse("""
            error: unexpected character 'x' while parsing major version number
             --> app/Cargo.toml:3:9
              |
            3 | version="x"
              |         ^^^
            error: failed to load manifest for workspace member `/w/src/app`
            referenced by workspace at `/w/src/Cargo.toml`
            """);
        Assert.Equal(
            new CargoTextError(DiagnosticLevel.Error, null, "unexpected character 'x' while parsing major version number",
                "app/Cargo.toml", 3, 9, false, CargoFailure.Other, null, null),
            errors[0]);
        Assert.Equal([false, true], errors.Select(error => error.IsSummary));
    }

    [Fact]
    public void A_failed_manifest_is_named()
    {
        var error = Single("error: failed to parse manifest at `/w/src/Cargo.toml`\n\nCaused by:\n  no targets specified in the manifest");
        Assert.Equal("/w/src/Cargo.toml", error.File);
        Assert.Equal("failed to parse manifest at `/w/src/Cargo.toml`\n  caused by: no targets specified in the manifest", error.Message);
    }

    [Fact]
    public void A_warning_about_a_manifest_names_it()
    {
        var warning = Single(
            "warning: /w/src/app/Cargo.toml: unused manifest key: package.foo\n" + "   Compiling app v0.1.0 (/w/src/app)\nnot of it");
        Assert.Equal((DiagnosticLevel.Warning, "/w/src/app/Cargo.toml"), (warning.Level, warning.File));
        Assert.Equal("/w/src/app/Cargo.toml: unused manifest key: package.foo", warning.Message);
    }

    [Fact]
    public void A_build_scripts_failure_keeps_its_output()
    {
        var error = Single("""
               Compiling app v0.1.0 (/w/src/app)
            error: failed to run custom build command for `app v0.1.0 (/w/src/app)`

            Caused by:
              process didn't exit successfully: `/w/build/build-script-build` (exit status: 101)
              --- stderr
              thread 'main' panicked at app/build.rs:1:35:
              boom
            warning: build failed, waiting for other jobs to finish...
            """, 0);
        Assert.Contains("\n    boom", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsSummary);
    }

    [Theory]
    [InlineData("error: could not compile `app` (bin \"app\") due to 3 previous errors; 2 warnings emitted", true, false)]
    [InlineData("error: could not compile `app` (lib) due to 1 previous error", true, false)]
    [InlineData("error: aborting due to 3 previous errors", true, false)]
    [InlineData("warning: build failed, waiting for other jobs to finish...", true, false)]
    [InlineData("warning: `app` (bin \"app\") generated 2 warnings (run `cargo fix` to apply 1 suggestion)", true, false)]
    [InlineData("error: could not compile `app` (bin \"app\")\n\nCaused by:\n"
        + "  process didn't exit successfully: `rustc --crate-name app` (exit status: 101)", true, false)]
    [InlineData("error: could not compile `app` (bin \"app\")\n\nCaused by:\n"
        + "  process didn't exit successfully: `rustc --crate-name app` (signal: 9, SIGKILL: kill)", false, true)]
    [InlineData("error: could not compile `app` (lib)\n\nCaused by:\n"
        + "  process didn't exit successfully: `rustc` (signal: 11, SIGSEGV: invalid memory reference)", false, false)]
    [InlineData("error: could not compile `app`\n\nCaused by:\n  could not execute process `sccache rustc` (never executed)", false, false)]
    [InlineData("error: no matching package named `nope` found", false, false)]
    public void Summaries_and_killed_processes_are_told_apart(string text, bool isSummary, bool isKilled)
    {
        var error = Single(text);
        Assert.Equal((isSummary, isKilled), (error.IsSummary, error.Failure == CargoFailure.Killed));
    }

    [Fact]
    public void The_signal_is_seen_behind_the_longest_command_line() => Assert.True(Single(
        "error: could not compile `app`\n\nCaused by:\n"
        + $"  process didn't exit successfully: `rustc {new string('x', 50_000)}` (signal: 9, SIGKILL: kill)")
        .Failure == CargoFailure.Killed);

    [Fact]
    public void Colours_are_taken_off_and_codes_are_kept()
    {
        var error = Single("\e[1m\e[91merror[E0463]\e[0m\e[1m: can't find crate for `std`\e[0m\n"
            + "  \e[1m|\e[0m\n\e[0m\e[1m  = \e[0mnote: not installed");
        Assert.Equal(("E0463", "can't find crate for `std`\n    = note: not installed"), (error.Code, error.Message));
    }

    [Fact]
    public void Status_and_JSON_lines_end_a_message()
    {
        var reader = new CargoTextReader();
        Assert.Null(reader.Push("    Updating crates.io index"));
        Assert.Null(reader.Push("error: one"));
        Assert.Equal("one", reader.Push("    Finished `dev` profile in 0.1s")?.Message);
        Assert.Null(reader.Push("error: two"));
        Assert.Equal("two", reader.Push("{\"reason\":\"build-finished\",\"success\":false}")?.Message);
        Assert.Null(reader.Finish());
    }

    [Fact]
    public void Endless_output_is_bounded()
    {
        var error = Assert.Single(CargoTextError.ParseAll(Enumerable.Repeat(new string('y', 100_000), 1_000).Prepend("error: x")));
        Assert.InRange(error.Message.Length, 1, 8_192);
    }

    private static CargoTextError Single(string text, int index = -1) => index < 0 ? Assert.Single(Parse(text)) : Parse(text)[index];

    private static IReadOnlyList<CargoTextError> Parse(string text) => CargoTextError.ParseAll(text.ReplaceLineEndings("\n").Split('\n'));
}
