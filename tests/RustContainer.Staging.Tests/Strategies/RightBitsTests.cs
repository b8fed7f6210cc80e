using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Whatever happens to the sources between two builds, what is made is what a clean build makes of them.</summary>
[Trait("Needs", "engine")]
public sealed class RightBitsTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineFact]
    public void The_program_is_that_of_a_clean_build_after_every_edit() => Edits("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void So_it_is_upon_a_seeded_mount(string strategy) => Edits(strategy);

    private static void Edits(string strategy)
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

        workspace.Write("app/src/main.rs", "fn main() { println!(\"other {:?} {} {}\", option_env!(\"DIRECT\"), leaf::says(), alpha::says()) }\n");
        Assert.Equal("app", walk.ToOther("an edit of the program"));

        workspace.Write(".cargo/config.toml", "[env]\nLEVEL = \"2\"\nDIRECT = \"2\"\n");
        // The configuration is in the key of the layer, and another layer is another mount.
        Assert.Equal(strategy == "Mount" ? "app" : "app leaf", walk.ToOther("a variable that the program's source names"));

        SwitchBranch(workspace);
        walk.ToOther("a switch to another branch");
        SwitchBack(workspace);
        walk.ToOther("a switch back");
    }

    [EngineFact]
    [Trait("Length", "Long")]
    public void The_program_upon_a_layer_of_dependencies_is_that_of_a_clean_build() => UponALayer("Skeleton", "rust:1-bookworm");

    [ChefFact]
    [Trait("Length", "Long")]
    public void So_it_is_upon_a_layer_of_cargo_chef() => UponALayer("Chef", ChefFactAttribute.Image!);

    private static void UponALayer(string strategy, string image)
    {
        using var walk = Begin(strategy, image);
        walk.ToOther("the first build");
        SwitchBranch(walk.Workspace);
        Assert.Equal("app leaf", walk.ToOther("a switch to another branch"));
        SwitchBack(walk.Workspace);
        File.SetLastWriteTimeUtc(walk.Workspace.At("leaf/src/part.rs"), DateTime.UnixEpoch.AddYears(31));
        Assert.Equal("app leaf", walk.ToOther("a switch back to files with older times"));
    }

    [EngineFact]
    public void A_source_that_a_build_script_writes_over_is_written_over_again_when_it_changes() => WritesOver("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void So_is_one_in_a_seeded_mount(string strategy) => WritesOver(strategy);

    private static void WritesOver(string strategy)
    {
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
        var workspace = walk.Workspace;
        workspace.Write("leaf/words.txt", "written over");
        workspace.Write("leaf/build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=words.txt");
                let words = std::fs::read_to_string("words.txt").unwrap();
                std::fs::write("src/made.rs", format!("pub const MADE: &str = \"{words}\";\n")).unwrap();
            }

            """);
        workspace.Write("leaf/src/made.rs", "pub const MADE: &str = \"as it was committed\";\n");
        workspace.Write("leaf/src/lib.rs", "mod made;\npub fn says() -> String { made::MADE.to_string() + &beta::says() }\n");
        walk.ToOther("the first build");

        workspace.Write("leaf/src/made.rs", "pub const MADE: &str = \"as it was committed later\";\n");
        walk.To("another version of the file");
        workspace.Write("leaf/words.txt", "otherwise");
        walk.ToOther("what it is made from");
        File.Delete(workspace.At("leaf/src/made.rs"));
        walk.To("a file that nobody committed");
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [Trait("Length", "Long")]
    public void A_patched_dependency_is_compiled_again_when_its_sources_change(string strategy)
    {
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
        var workspace = walk.Workspace;
        workspace.Patch("beta", "pub fn says() -> String { String::from(\"patched1 \") }\n");
        walk.ToOther("the first build");
        workspace.Write("patched/beta/src/lib.rs", "pub fn says() -> String { String::from(\"patched2 \") }\n");
        File.SetLastWriteTimeUtc(workspace.At("patched/beta/src/lib.rs"), DateTime.UnixEpoch.AddYears(31));
        walk.ToOther("an edit of the patched crate");
        workspace.Write("patched/beta/src/lib.rs", "pub fn says() -> String { String::from(\"patched1 \") }\n");
        walk.ToOther("a revert");
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

    private static BitsWalk Begin(string strategy, string image = "rust:1-bookworm")
    {
        var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In(image) }, Run);
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
