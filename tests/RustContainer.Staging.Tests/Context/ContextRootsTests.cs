using RustContainer.Contract;

namespace RustContainer.Staging.Tests.Context;

public class ContextRootsTests
{
    [Fact]
    public void Without_path_dependencies_outside_the_root_is_the_workspace()
    {
        using var tree = new ContextTree("Cargo.toml", "a/Cargo.toml");

        Assert.Equal(tree.Root, tree.Scan(tree.With(extra: ["a"])).Root);
    }

    [Fact]
    public void A_path_dependency_beside_the_workspace_widens_the_context_to_both_and_nothing_else()
    {
        using var tree = new ContextTree(
            "Cargo.toml", "src/main.rs", "target/x", "../libs/x[1]/Cargo.toml", "../libs/x[1]/src/lib.rs", "../libs/x[1]/target/y",
            "../libs/other/z", "../other", "../ws2/x");

        var scanned = tree.Scan(tree.With(extra: ["../libs/x[1]"], required: ["Cargo.toml", "../libs/x[1]/src/lib.rs"]));

        Assert.Equal(Path.GetDirectoryName(tree.Root), scanned.Root);
        Assert.Equal(["libs/x[1]/Cargo.toml", "libs/x[1]/src/lib.rs", "ws/Cargo.toml", "ws/src/main.rs"], ContextTree.Paths(scanned));
    }

    [Fact]
    public void Each_part_keeps_its_own_dockerignore_and_the_items_are_the_workspaces()
    {
        using var tree = new ContextTree(
            "Cargo.toml", "a.md", "b.txt", "sub/c.md", "../lib/Cargo.toml", "../lib/a.md", "../lib/b.txt", "../lib/c.md");
        tree.Write(".dockerignore", "*.md\n.dockerignore\n../lib\n.\n");
        tree.Write("../lib/.dockerignore", "*.txt\n.dockerignore\n");

        Assert.Equal(
            ["lib/Cargo.toml", "lib/a.md", "ws/Cargo.toml", "ws/a.md", "ws/sub/c.md"],
            tree.Paths(tree.With(extra: ["../lib"], include: ["a.md"], exclude: ["b.txt", "../lib/c.md"])));
    }

    [Fact]
    public void A_dependency_that_holds_the_workspace_makes_the_whole_of_it_the_context()
    {
        using var tree = new ContextTree("Cargo.toml", "x.rs", "../Cargo.toml", "../src/lib.rs");

        var scanned = tree.Scan(tree.With(extra: [".."]));

        Assert.Equal(["Cargo.toml", "src/lib.rs", "ws/Cargo.toml", "ws/x.rs"], ContextTree.Paths(scanned));
    }

    [Fact]
    public void A_dockerignore_of_a_part_that_hides_what_is_needed_is_named_as_it_stands_there()
    {
        using var tree = new ContextTree("Cargo.toml", "../lib/Cargo.toml", "../lib/src/bin/x.rs");
        tree.Write("../lib/.dockerignore", "**/bin\n");

        var error = Assert.Throws<CodedException>(() => tree.Scan(tree.With(extra: ["../lib"], required: ["../lib/src/bin/x.rs"])));

        Assert.Equal((Path.GetFullPath(tree.At("../lib/.dockerignore")), 1), (error.Diagnostic.File, error.Diagnostic.Line));
        Assert.StartsWith("The pattern '**/bin' hides 'src/bin/x.rs'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'!src/bin'", error.Message, StringComparison.Ordinal);
    }
}
