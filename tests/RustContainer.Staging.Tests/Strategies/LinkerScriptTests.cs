using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>What a linker reads beside what cargo knows of.</summary>
[Trait("Needs", "engine")]
public sealed class LinkerScriptTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineFact]
    public void An_edited_file_of_the_linker_is_linked() => Edits("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void So_is_one_in_a_seeded_mount(string strategy) => Edits(strategy);

    private static void Edits(string strategy)
    {
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, Run);
        var workspace = walk.Workspace;
        workspace.Options = workspace.Options with { RustFlags = "" };
        workspace.Write(".cargo/config.toml", $"[build]\nrustflags = [\n  \"--cfg\", \"run_{Run}\",\n  \"-C\", \"link-arg=build/by-configuration.ld\",\n]\n");
        workspace.Write("build/by-configuration.ld", "by_configuration = 1;\n");
        workspace.Write("app/by-script.ld", "by_script = 1;\n");
        workspace.Write("app/build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=build.rs");
                println!("cargo:rustc-link-arg={}/by-script.ld", std::env::var("CARGO_MANIFEST_DIR").unwrap());
            }

            """);
        walk.ToOther("the first build");

        workspace.Write("build/by-configuration.ld", "by_configuration = 2;\n");
        Assert.Contains("app", walk.ToOther("a file that the configuration names"), StringComparison.Ordinal);
        workspace.Write("app/by-script.ld", "by_script = 2;\n");
        Assert.Contains("app", walk.ToOther("a file that a build script names"), StringComparison.Ordinal);
        workspace.Write("README.md", "Of no linker's.\n");
        Assert.NotEqual("", walk.To("a file that comes concerns all"));
        workspace.Write("README.md", "Of no linker's at all.\n");
        Assert.Equal("", walk.To("an edit of what no linker reads"));
    }
}
