using System.Text.Json;
using RustContainer.Cargo.Messages;

namespace RustContainer.Cargo.Tests.Messages;

public sealed class CargoMessageTests
{
    [Fact]
    public void An_artifact_names_its_files()
    {
        var message = CargoMessage.TryParse("""
            {"reason":"compiler-artifact","package_id":"path+file:///w/src/app#0.1.0","manifest_path":"/w/src/app/Cargo.toml",
            "target":{"kind":["cdylib","rlib"],"crate_types":["cdylib","rlib"],"name":"sum","src_path":"/w/src/lib.rs"},
            "profile":{},"features":[],"filenames":["/o/libsum.so","/o/libsum.rlib"],"executable":null,"fresh":true}
            """);
        var artifact = Assert.IsType<CompilerArtifact>(message);
        Assert.Equal(("path+file:///w/src/app#0.1.0", "sum", null, true),
            (artifact.PackageId, artifact.Target.Name, artifact.Executable, artifact.IsFresh));
        Assert.Equal(["/o/libsum.so", "/o/libsum.rlib"], artifact.Filenames);
        Assert.Equal(["cdylib", "rlib"], artifact.Target.Kinds);
    }

    [Fact]
    public void The_end_of_the_build_says_how_it_went()
    {
        Assert.Equal(new BuildFinished(false), CargoMessage.TryParse("{\"reason\":\"build-finished\",\"success\":false}"));
        Assert.Equal(new BuildFinished(true), CargoMessage.TryParse("{\"reason\":\"build-finished\",\"success\":true}"));
        Assert.Equal(new OtherCargoMessage("build-script-executed"), CargoMessage.TryParse("{\"reason\":\"build-script-executed\"}"));
    }

    [Fact]
    public void A_type_error_has_code_place_label_and_link()
    {
        var diagnostic = Diagnostic("error", "mismatched types", "E0308",
            [Span("app/src/other.rs", 1, 1, isPrimary: false), Span("app/src/main.rs", 3, 18, label: "expected `u32`, found `&str`")]);
        Assert.Equal((DiagnosticLevel.Error, "E0308", "mismatched types: expected `u32`, found `&str`"),
            (diagnostic.Level, diagnostic.Code, diagnostic.Message));
        Assert.Equal(("app/src/main.rs", 3, 18, 3, 21),
            (diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.EndLine, diagnostic.EndColumn));
        Assert.Equal("https://doc.rust-lang.org/error_codes/E0308.html", diagnostic.HelpLink);
        Assert.False(diagnostic.IsSummary);
    }

    [Fact]
    public void Notes_and_suggestions_stand_on_lines_of_their_own()
    {
        var diagnostic = Diagnostic("warning", "unused variable: `x`", "unused_variables", [Span("src/main.rs", 2, 9)],
        [
            new { level = "note", message = "`#[warn(unused_variables)]` on by default", spans = Array.Empty<object>() },
            new { level = "help", message = "prefix it with an underscore", spans = new object[] { new { suggested_replacement = "_x" } } },
        ]);
        Assert.Equal(
            "unused variable: `x`\n  note: `#[warn(unused_variables)]` on by default\n  help: prefix it with an underscore: `_x`",
            diagnostic.Message);
        Assert.Equal((DiagnosticLevel.Warning, null), (diagnostic.Level, diagnostic.HelpLink));
    }

    [Fact]
    public void A_clippy_lint_links_to_its_page() => Assert.Equal(
        "https://rust-lang.github.io/rust-clippy/master/index.html#needless_return",
        Diagnostic("warning", "x", "clippy::needless_return", []).HelpLink);

    [Fact]
    public void The_place_of_a_macro_from_elsewhere_is_where_the_workspace_uses_it()
    {
        var use = Span("src/lib.rs", 7, 5);
        var inner = Span("/usr/local/cargo/registry/src/x/lib.rs", 1, 1, expansion: new { span = use });
        var diagnostic = Diagnostic("error", "m", null, [Span("<::core::macros::panic macros>", 1, 1, expansion: new { span = inner })]);
        Assert.Equal(("src/lib.rs", 7, 5), (diagnostic.File, diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void Expansions_may_be_deep()
    {
        var span = Span("src/lib.rs", 7, 5);
        for (var i = 0; i < 25; i++)
            span = Span("/elsewhere.rs", 1, 1, expansion: new { span });
        Assert.Equal("src/lib.rs", Diagnostic("error", "m", null, [span]).File);
    }

    [Theory]
    [InlineData("src/main.rs", null, "src/main.rs")]
    [InlineData("./app/../lib/src/a.rs", null, "lib/src/a.rs")]
    [InlineData("src\\main.rs", null, "src/main.rs")]
    [InlineData("/w/src/app/src/main.rs", "/w/src", "app/src/main.rs")]
    [InlineData("/w/src/app/src/main.rs", "/w/src/", "app/src/main.rs")]
    [InlineData("C:\\w\\app\\src\\main.rs", "C:\\w", "app/src/main.rs")]
    [InlineData("/w/srcs/main.rs", "/w/src", null)]
    [InlineData("/w/src/../x.rs", "/w/src", null)]
    [InlineData("/rustc/abc/library/core/src/x.rs", null, null)]
    [InlineData("../outside.rs", null, null)]
    [InlineData("C:\\x.rs", null, null)]
    [InlineData("<anon>", null, null)]
    [InlineData("a\nb.rs", null, null)]
    [InlineData("", null, null)]
    public void Only_files_of_the_workspace_are_places(string file, string? root, string? expected)
    {
        var diagnostic = Diagnostic("error", "m", null, [Span(file, 4, 2)], root: root);
        Assert.Equal(expected, diagnostic.File);
        Assert.Equal(expected is null ? 0 : 4, diagnostic.Line);
    }

    [Fact]
    public void A_place_outside_is_said_in_the_message() => Assert.Equal(
        "broken\n  at /registry/x/src/lib.rs:4:2", Diagnostic("error", "broken", null, [Span("/registry/x/src/lib.rs", 4, 2)]).Message);

    [Fact]
    public void A_linker_error_has_no_place_and_keeps_the_linkers_words()
    {
        var commandLine = string.Concat(Enumerable.Repeat("\"-lthis\" ", 5000));
        var diagnostic = Diagnostic("error", "linking with `cc` failed: exit status: 1", null, [],
        [
            new { level = "note", message = commandLine, spans = Array.Empty<object>() },
            new { level = "note", message = "rust-lld: error: undefined symbol: nothere", spans = Array.Empty<object>() },
        ]);
        Assert.Null(diagnostic.File);
        Assert.EndsWith("\n  note: rust-lld: error: undefined symbol: nothere", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_linkers_words_come_before_its_command_line_and_name_the_place()
    {
        var diagnostic = Diagnostic("error", "linking with `cc` failed: exit status: 1", null, [],
        [
            new { level = "note", message = " \"cc\" \"-m64\" \"/w/build/debug/deps/rustcnDGk54/symbols.o\" \"-o\" \"app\"", spans = Array.Empty<object>() },
            new { level = "note", message = "some arguments are omitted. use `--verbose` to show all linker arguments", spans = Array.Empty<object>() },
            new
            {
                level = "note",
                message = "/usr/bin/ld: /w/build/app.rcgu.o: in function `app::main':\n/w/src/src/main.rs:2: undefined reference to `nothere'\n",
                spans = Array.Empty<object>(),
            },
        ], "/w/src");

        Assert.Equal(("src/main.rs", 2, true), (diagnostic.File, diagnostic.Line, diagnostic.IsOfLinker));
        Assert.Equal("linking with `cc` failed: exit status: 1\n  note: /usr/bin/ld: /w/build/app.rcgu.o: in function `app::main':\n"
            + "    /w/src/src/main.rs:2: undefined reference to `nothere'", diagnostic.Message);
    }

    [Fact]
    public void Columns_count_as_editors_do_which_take_some_characters_for_two()
    {
        // let s = "😀😀"; let e = s;
        var text = new object[] { new { text = "fn main() { let s = \"😀é😀\"; let e = s; }", highlight_start = 32, highlight_end = 33 } };
        var diagnostic = Diagnostic("warning", "unused variable: `e`", "unused_variables",
            [new { file_name = "src/main.rs", line_start = 1, line_end = 1, column_start = 32, column_end = 33, is_primary = true, text }]);

        Assert.Equal((34, 35), (diagnostic.Column, diagnostic.EndColumn));
    }

    [Theory]
    [InlineData("error", "aborting due to 2 previous errors; 1 warning emitted", true)]
    [InlineData("warning", "3 warnings emitted", true)]
    [InlineData("warning", "1 warning emitted", true)]
    [InlineData("error", "linking with `cc` failed", false)]
    public void What_only_counts_others_is_a_summary(string level, string text, bool isSummary) =>
        Assert.Equal(isSummary, Diagnostic(level, text, null, []).IsSummary);

    [Theory]
    [InlineData("error: internal compiler error", DiagnosticLevel.Error)]
    [InlineData("failure-note", DiagnosticLevel.FailureNote)]
    [InlineData("note", DiagnosticLevel.Note)]
    [InlineData("help", DiagnosticLevel.Help)]
    [InlineData("new-in-2030", DiagnosticLevel.Note)]
    public void Levels_are_rustcs(string level, DiagnosticLevel expected) => Assert.Equal(expected, Diagnostic(level, "x", null, []).Level);

    [Fact]
    public void Colours_and_control_characters_do_not_reach_the_message() =>
        Assert.Equal("red\n    next[2J", Diagnostic("error", "\e[31mred\e[0m\r\nnext\u0000\u009B[2J", null, []).Message);

    [Theory]
    [InlineData("")]
    [InlineData("   Compiling app v0.1.0")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"reason\":1}")]
    [InlineData("{\"reason\":\"compiler-message\"} trailing")]
    [InlineData("{\"reason\":\"\\ud800\"}")]
    public void Other_lines_are_no_messages(string line) => Assert.Null(CargoMessage.TryParse(line));

    [Fact]
    public void Half_a_surrogate_pair_in_the_line_is_no_message()
    {
        // Passed from here, because test data cannot carry it.
        _ = CargoMessage.TryParse("{\"reason\":\"x\uD800\"}");
        Assert.Null(CargoMessage.TryParse("{\"reason\":\"compiler-message\",\"message\":{\"message\":\"\\uDC00\"}}"));
    }

    [Theory]
    [InlineData("{\"reason\":\"compiler-message\",\"message\":1}")]
    [InlineData("{\"reason\":\"compiler-message\",\"message\":{\"level\":[],\"spans\":{},\"children\":[1,[],{}],\"code\":\"E1\"}}")]
    [InlineData("{\"reason\":\"compiler-message\",\"message\":"
        + "{\"spans\":[{\"is_primary\":true,\"file_name\":1,\"expansion\":[]}]},\"target\":[]}")]
    [InlineData("{\"reason\":\"compiler-message\",\"message\":"
        + "{\"spans\":[{\"is_primary\":true,\"file_name\":\"a\",\"line_start\":1e99,\"column_start\":-1}]}}")]
    [InlineData("{\"reason\":\"compiler-artifact\",\"filenames\":{\"a\":1},\"target\":{\"kind\":[1,null,\"x\"]}}")]
    public void Fields_of_another_kind_count_as_absent(string line) => Assert.NotNull(CargoMessage.TryParse(line));

    [Fact]
    public void Huge_and_deep_lines_do_no_harm()
    {
        var deep = "{\"reason\":\"compiler-message\",\"message\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1";
        Assert.Null(CargoMessage.TryParse(deep));
        Assert.Null(CargoMessage.TryParse("{\"reason\":" + new string('[', 1_000_000)));
        var huge = Diagnostic("error", new string('x', 5_000_000), null, []);
        Assert.InRange(huge.Message.Length, 1, 10_000);
    }

    [Fact]
    public void Whatever_a_mutation_makes_does_not_throw()
    {
        var span = Span("src/main.rs", 3, 18, expansion: new { span = Span("a.rs", 1, 1) });
        var seed = Line("error", "mismatched types", "E0308", [span], []);
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var line = seed.ToCharArray();
            for (var edit = 0; edit < 3; edit++)
                line[random.Next(1, line.Length)] = "{}[]\":,0x\\u\uD800"[random.Next(12)];
            _ = CargoMessage.TryParse(new string(line));
        }
    }

    private static object Span(
        string file, int line, int column, bool isPrimary = true, string? label = null, object? expansion = null) => new
        {
            file_name = file,
            line_start = line,
            line_end = line,
            column_start = column,
            column_end = column + 3,
            is_primary = isPrimary,
            label,
            expansion,
        };

    private static CompilerDiagnostic Diagnostic(
        string level, string message, string? code, object[] spans, object[]? children = null, string? root = null) =>
        Assert.IsType<CompilerMessage>(CargoMessage.TryParse(Line(level, message, code, spans, children ?? []), root)).Diagnostic;

    private static string Line(string level, string message, string? code, object[] spans, object[] children) =>
        JsonSerializer.Serialize(new
        {
            reason = "compiler-message",
            package_id = "path+file:///w#0.1.0",
            target = new { name = "app", kind = new[] { "bin" } },
            message = new { level, message, code = code is null ? null : new { code, explanation = "…" }, spans, children, rendered = "…" },
        });
}
