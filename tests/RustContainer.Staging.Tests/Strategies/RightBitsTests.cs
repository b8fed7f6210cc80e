using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Whatever happens to the sources between two builds, what is made is what a clean build makes of them.</summary>
[Trait("Needs", "engine")]
public sealed class RightBitsTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    public void The_program_is_that_of_a_clean_build_after_every_edit(string strategy)
    {
        using var walk = Begin(strategy);
        var workspace = walk.Workspace;
        walk.ToOther("the first build");

        workspace.Write("leaf/src/part.rs", "pub const PART: &str = \"part2\";\n");
        File.SetLastWriteTimeUtc(workspace.At("leaf/src/part.rs"), DateTime.UnixEpoch.AddYears(31));
        Assert.Equal("app leaf", walk.ToOther("other bytes of the same size with an older time"));

        workspace.Write("leaf/src/part.rs", "pub const PART: &str = \"broken\n");
        workspace.Fails();
        workspace.Write("leaf/src/part.rs", "pub const PART: &str = \"part1\";\n");
        Assert.Equal("app leaf", walk.ToOther("a failed build, and a revert to the first version"));

        workspace.Write("leaf/text.txt", "text2");
        Assert.Equal("app leaf", walk.ToOther("a file of include_str!"));

        workspace.Write("leaf/inputs/a", "a2");
        Assert.Equal("app leaf", walk.ToOther("a file that the build script says it reads"));
        File.Delete(workspace.At("leaf/inputs/b"));
        Assert.Equal("app leaf", walk.ToOther("such a file deleted"));
        workspace.Write(".cargo/config.toml", "[env]\nLEVEL = \"2\"\n");
        Assert.Equal("app leaf", walk.ToOther("a variable that the build script says it reads"));

        workspace.Write("app/src/main.rs", "fn main() { println!(\"other {} {}\", leaf::says(), alpha::says()) }\n");
        Assert.Equal("app", walk.ToOther("an edit of the program"));

        SwitchBranch(workspace);
        walk.ToOther("a switch to another branch");
        SwitchBack(workspace);
        walk.ToOther("a switch back");
        SwitchBranch(workspace);
        walk.ToOther("a switch to that branch again");
    }

    [EngineTheory]
    [InlineData("Skeleton")]
    public void The_program_upon_a_layer_of_dependencies_is_that_of_a_clean_build(string strategy)
    {
        using var walk = Begin(strategy);
        walk.ToOther("the first build");
        SwitchBranch(walk.Workspace);
        Assert.Equal("app leaf", walk.ToOther("a switch to another branch"));
        SwitchBack(walk.Workspace);
        File.SetLastWriteTimeUtc(walk.Workspace.At("leaf/src/part.rs"), DateTime.UnixEpoch.AddYears(31));
        Assert.Equal("app leaf", walk.ToOther("a switch back to files with older times"));
    }

    // Where a module is a folder, of which git deletes and creates files.
    private static void SwitchBranch(StrategyWorkspace workspace)
    {
        File.Delete(workspace.At("leaf/src/part.rs"));
        workspace.Write("leaf/src/part/mod.rs", "mod deep; pub use deep::PART;\n");
        workspace.Write("leaf/src/part/deep.rs", "pub const PART: &str = \"part3\";\n");
    }

    private static void SwitchBack(StrategyWorkspace workspace)
    {
        Directory.Delete(workspace.At("leaf/src/part"), recursive: true);
        workspace.Write("leaf/src/part.rs", "pub const PART: &str = \"part1\";\n");
    }

    private static BitsWalk Begin(string strategy)
    {
        var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
        walk.Workspace.Write("leaf/src/lib.rs", """
            mod made;
            mod part;
            pub fn says() -> String {
                format!("{} {} {} {} {} {}", made::MADE, part::PART, include_str!("../text.txt"), env!("INPUTS"), env!("LEVEL"), beta::says())
            }

            """);
        walk.Workspace.Write("leaf/src/part.rs", "pub const PART: &str = \"part1\";\n");
        walk.Workspace.Write("leaf/text.txt", "text1");
        walk.Workspace.Write("leaf/inputs/a", "a1");
        walk.Workspace.Write("leaf/inputs/b", "b1");
        walk.Workspace.Write(".cargo/config.toml", "[env]\nLEVEL = \"1\"\n");
        walk.Workspace.Write("leaf/build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=inputs");
                println!("cargo:rerun-if-env-changed=LEVEL");
                let mut names: Vec<_> = std::fs::read_dir("inputs").unwrap().map(|entry| entry.unwrap().path()).collect();
                names.sort();
                let texts: String = names.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
                println!("cargo:rustc-env=INPUTS={texts}");
                println!("cargo:rustc-env=LEVEL={}", std::env::var("LEVEL").unwrap());
                std::fs::write("src/made.rs", format!("pub const MADE: &str = \"made of {}\";\n", names.len())).unwrap();
            }

            """);
        return walk;
    }
}
