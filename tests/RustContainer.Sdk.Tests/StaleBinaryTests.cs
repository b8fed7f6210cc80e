using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Ways in which fast Rust images ship yesterday's binary. The scripts have tests of their own under every builder image; here the
/// whole way from the host's file to bin/ is walked.</summary>
[Trait("Needs", "engine")]
public sealed class StaleBinaryTests
{
    // Older than cargo's build-dir. The public registry has none of 1.63 on this Debian.
    private static readonly string OldRust = Environment.GetEnvironmentVariable("RUSTCONTAINER_OLD_RUST") ?? "rust:1.70-bookworm";

    private static readonly string[] Builders = ["rust:1-bookworm", "rust:1-alpine", OldRust];

    public static TheoryData<string> EveryBuilder => [.. Builders];

    [EngineTheory]
    [MemberData(nameof(EveryBuilder))]
    public void Other_bytes_of_the_same_size_with_an_older_time_reach_the_program(string builder)
    {
        using var folder = new TestFolder();
        folder.WriteHello("one");
        Build(folder, builder);

        folder.WriteHello("two");
        File.SetLastWriteTimeUtc(folder.At("src/main.rs"), DateTime.UnixEpoch.AddYears(40));
        Build(folder, builder);

        Assert.Equal("two", folder.RunProgram("bin/Debug/app"));
    }

    [EngineTheory]
    [MemberData(nameof(EveryBuilder))]
    public void A_failed_build_followed_by_a_revert_gives_the_reverted_program(string builder)
    {
        using var folder = new TestFolder();
        WriteTwoCrates(folder, "one", "one");
        Build(folder, builder);

        WriteTwoCrates(folder, "two", "broken(");
        folder.DotNet("build", $"-p:RustBuilderImage={builder}").Failed();
        WriteTwoCrates(folder, "one", "six");
        Build(folder, builder);

        Assert.Equal("six one", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void An_edit_between_two_profiles_reaches_both()
    {
        using var folder = new TestFolder();
        WriteTwoCrates(folder, "one", "app");
        folder.DotNet("build", "-c", "Release").Succeeded();
        WriteTwoCrates(folder, "two", "app");
        folder.DotNet("build").Succeeded();
        folder.DotNet("build", "-c", "Release").Succeeded();

        Assert.Equal("app two", folder.RunProgram("bin/Debug/app"));
        Assert.Equal("app two", folder.RunProgram("bin/Release/app"));
    }

    [EngineFact]
    public void An_edit_between_two_package_selections_reaches_both()
    {
        using var folder = new TestFolder();
        WriteTwoCrates(folder, "one", "app");
        folder.Write("leaf/src/main.rs", "fn main() { println!(\"{}\", leaf::says()); }\n");
        folder.DotNet("build").Succeeded();

        WriteTwoCrates(folder, "two", "app");
        folder.DotNet("build", "-p:CargoPackage=leaf").Succeeded();
        Assert.Equal("two", folder.RunProgram("bin/Debug/leaf"));
        folder.DotNet("build", "-p:CargoPackage=app").Succeeded();
        Assert.Equal("app two", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void Only_the_edited_crate_and_its_dependents_are_compiled()
    {
        using var folder = new TestFolder();
        WriteTwoCrates(folder, "one", "app");
        Assert.Equal(["app", "leaf"], folder.DotNet("build").Succeeded().Compiled);

        WriteTwoCrates(folder, "one", "new");
        Assert.Equal(["app"], folder.DotNet("build").Succeeded().Compiled);
    }

    [EngineFact]
    public void A_build_script_that_writes_into_src_keeps_what_it_wrote()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("build.rs", """
            fn main() {
                std::fs::write("src/made.rs", "pub const MADE: &str = \"made\";\n").unwrap();
                println!("cargo:rerun-if-changed=build.rs");
            }
            """);
        folder.Write("src/main.rs", "mod made;\nfn main() { println!(\"one {}\", made::MADE); }\n");
        folder.DotNet("build").Succeeded();
        folder.Write("src/main.rs", "mod made;\nfn main() { println!(\"two {}\", made::MADE); }\n");
        folder.DotNet("build").Succeeded();

        Assert.Equal("two made", folder.RunProgram("bin/Debug/app"));
    }

    [EngineFact]
    public void A_file_deleted_under_rerun_if_changed_runs_the_build_script_again()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        folder.Write("in/a", "");
        folder.Write("in/b", "");
        folder.Write("build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=in");
                println!("cargo:rustc-env=COUNT={}", std::fs::read_dir("in").unwrap().count());
            }
            """);
        folder.Write("src/main.rs", "fn main() { println!(\"{}\", env!(\"COUNT\")); }\n");
        folder.DotNet("build").Succeeded();
        File.Delete(folder.At("in/b"));
        folder.DotNet("build").Succeeded();

        Assert.Equal("1", folder.RunProgram("bin/Debug/app"));
    }

    private static void Build(TestFolder folder, string builder) => folder.DotNet("build", $"-p:RustBuilderImage={builder}").Succeeded();

    private static void WriteTwoCrates(TestFolder folder, string leaf, string app)
    {
        folder.Write("app.rustproj", """<Project Sdk="RustContainer.Sdk" />""");
        folder.Write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"leaf\"]\nresolver = \"2\"\n");
        folder.Write("leaf/Cargo.toml", "[package]\nname = \"leaf\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        folder.Write("leaf/src/lib.rs", $"pub fn says() -> &'static str {{ \"{leaf}\" }}\n");
        folder.Write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nleaf = { path = \"../leaf\" }\n");
        folder.Write("app/src/main.rs", app.EndsWith('(')
            ? $"fn main() {{ {app}); }}\n"
            : $"fn main() {{ println!(\"{app} {{}}\", leaf::says()); }}\n");
    }
}
