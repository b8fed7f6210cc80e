using RustContainer.Cargo.Workspaces;

namespace RustContainer.Staging.Tests.Context;

public class A_configuration_above_the_workspace_comes_along
{
    [Fact]
    public void At_the_same_place_above_it_and_with_what_it_names_and_nothing_else()
    {
        using var tree = new ContextTree(
            "src/lib.rs", ".cargo/unrelated", "../.cargo/credentials.toml", "../.cargo/registry/x", "../shared/not.toml", "../other/Cargo.toml",
            "../vendor/alpha-1.0.0/.cargo-checksum.json", "../vendor/alpha-1.0.0/target/x", "../tools/link.sh", "../tools/not.sh");
        tree.Write("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n");
        tree.Write("../.cargo/config.toml", """
            include = ["../shared/more.toml"]
            [source.crates-io]
            replace-with = "vendored"
            [source.vendored]
            directory = "vendor"
            """);
        tree.Write("../shared/more.toml", "[target.x86_64-unknown-linux-gnu]\nlinker = \"tools/link.sh\"\n");
        var workspace = CargoWorkspace.Load(tree.At("Cargo.toml"));

        var scanned = tree.Scan(tree.With() with { ExtraRoots = workspace.OutsidePaths });

        Assert.Equal("ws", Path.GetRelativePath(scanned.Root, workspace.RootDirectory));
        Assert.Equal(
            [
                ".cargo/config.toml", "shared/more.toml", "tools/link.sh", "vendor/alpha-1.0.0/.cargo-checksum.json",
                "vendor/alpha-1.0.0/target/x", "ws/.cargo/unrelated", "ws/Cargo.toml", "ws/src/lib.rs",
            ],
            ContextTree.Paths(scanned));
    }

    [Fact]
    public void Two_levels_up_the_context_begins_there()
    {
        using var tree = new ContextTree("in/ws/src/lib.rs", "in/other/x", "in/.cargo/unrelated");
        tree.Write("in/ws/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n");
        tree.Write(".cargo/config.toml", "[build]\njobs = 1\n");
        tree.Write("in/.cargo/config", "[build]\njobs = 2\n");
        var workspace = CargoWorkspace.Load(tree.At("in/ws/Cargo.toml"));

        var scanned = tree.Scan(new() { WorkspaceRoot = workspace.RootDirectory, ExtraRoots = workspace.OutsidePaths });

        Assert.Equal(tree.Root, scanned.Root);
        Assert.Equal([".cargo/config.toml", "in/.cargo/config", "in/ws/Cargo.toml", "in/ws/src/lib.rs"], ContextTree.Paths(scanned));
    }
}
