using RustContainer.Contract;
using RustContainer.Staging.Context;

namespace RustContainer.Staging.Tests.Context;

public class ContextRequirementsTests
{
    [Theory]
    [InlineData("target\n**/bin\n", "src/bin/tool.rs", "**/bin", 2, "!src/bin")]
    [InlineData("*\n!src\n", "Cargo.toml", "*", 1, "!Cargo.toml")]
    [InlineData("Cargo.lock", "Cargo.lock", "Cargo.lock", 1, "!Cargo.lock")]
    [InlineData("# x\n\ncrates/*", "crates/a/src/lib.rs", "crates/*", 3, "!crates/a/src")]
    public void A_dockerignore_that_hides_what_cargo_needs_is_an_error_at_its_line(
        string text, string required, string pattern, int line, string remedy)
    {
        using var tree = new ContextTree("Cargo.toml", "Cargo.lock", "src/bin/tool.rs", "crates/a/src/lib.rs");
        tree.Write(".dockerignore", text);

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(required: [required])));

        Assert.Equal(
            (ContextCodes.HiddenByDockerignore, tree.At(".dockerignore"), line),
            (error.Diagnostic.Code, error.Diagnostic.File, error.Diagnostic.Line));
        Assert.Contains($"'{pattern}'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"what '{required}' is", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{remedy}'", error.Message, StringComparison.Ordinal);
        tree.Write(".dockerignore", text.TrimEnd() + "\n" + remedy);
        tree.Scan(tree.With(required: [required]));
    }

    [Fact]
    public void An_item_that_hides_what_cargo_needs_is_an_error()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs");

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(required: ["src/main.rs"], exclude: ["src"])));

        Assert.Equal(ContextCodes.HiddenByItem, error.Diagnostic.Code);
        Assert.Contains("'src'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_exist_is_not_asked_for()
    {
        using var tree = new ContextTree("Cargo.toml");
        tree.Write(".dockerignore", "Cargo.lock\n");

        tree.Scan(tree.With(required: ["Cargo.lock"]));
    }

    [Fact]
    public void What_lies_behind_a_link_within_the_context_is_there()
    {
        using var tree = new ContextTree("Cargo.toml", "real/a/Cargo.toml");
        File.CreateSymbolicLink(tree.At("b"), "real");
        File.CreateSymbolicLink(tree.At("real/c"), "../b/a");

        tree.Scan(tree.With(required: ["b/a/Cargo.toml", "real/c/Cargo.toml"]));
    }

    [Fact]
    public void What_lies_behind_a_link_out_of_the_context_is_an_error()
    {
        using var tree = new ContextTree("Cargo.toml", "../elsewhere/Cargo.toml");
        File.CreateSymbolicLink(tree.At("a"), "../elsewhere");

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(["", "a"], required: ["a/Cargo.toml"])));

        Assert.Equal((ContextCodes.OutsideContext, tree.At("a")), (error.Diagnostic.Code, error.Diagnostic.File));
    }

    [Fact]
    public void What_lies_outside_of_the_context_is_an_error()
    {
        using var tree = new ContextTree("Cargo.toml", "../elsewhere/Cargo.toml");

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(required: ["../elsewhere/Cargo.toml"])));

        Assert.Equal(ContextCodes.OutsideContext, error.Diagnostic.Code);
    }
}
