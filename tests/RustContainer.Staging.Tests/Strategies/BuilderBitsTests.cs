using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>What is made with other tools or other options is what a clean build makes with them, and nothing is used again that must not
/// be.</summary>
[Trait("Needs", "engine")]
public sealed class BuilderBitsTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineFact]
    public void Another_linker_under_the_name_of_the_image_before_compiles_everything() => OtherLinker("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void So_it_does_in_the_layer_of_dependencies(string strategy) => OtherLinker(strategy);

    private static void OtherLinker(string strategy)
    {
        using var image = new TaggedImage().Become("rust:1-bookworm", Linker("0x11"));
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = image.Name }, Run);
        walk.ToOther("one linker");

        // No package says so, and the file has the same size and time.
        image.Become("rust:1-bookworm", Linker("0x22"));
        walk.Builder = "another";
        Assert.Equal("alpha app beta leaf", walk.ToOther("another linker"));
        image.Become("rust:1-bookworm", Linker("0x11"));
        walk.Builder = "one";
        walk.ToOther("the linker before");
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void Other_crates_in_the_image_under_the_same_versions_are_compiled(string strategy)
    {
        using var image = new TaggedImage().Become("rust:1-bookworm");
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = image.Name }, Run);
        walk.ToOther("the crates");
        image.Become("rust:1-bookworm", "sed -i 's/\\.0 \"/.0! \"/' /crates/beta-1.0.0/src/lib.rs && touch -d 2024-01-01 /crates/beta-1.0.0/src/lib.rs");
        walk.Builder = "other crates";
        walk.ToOther("one of them patched");
    }

    [EngineTheory]
    [InlineData("Mount")]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void A_build_script_runs_again_when_the_image_has_another_file_that_it_watches(string strategy)
    {
        using var image = new TaggedImage().Become("rust:1-bookworm", Watched("one"));
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = image.Name }, Run);
        walk.Workspace.Write("leaf/build.rs", """
            fn main() {
                println!("cargo:rerun-if-changed=/opt/watched");
                println!("cargo:rustc-env=WATCHED={}", std::fs::read_to_string("/opt/watched/words").unwrap());
            }

            """);
        walk.Workspace.Write("leaf/src/lib.rs", "pub fn says() -> String { env!(\"WATCHED\").to_string() + &beta::says() }\n");
        walk.ToOther("the first build");
        Assert.Equal("", walk.To("no change"));
        image.Become("rust:1-bookworm", Watched("two"));
        walk.Builder = "another file";
        walk.ToOther("another file of the same size and time");
    }

    [EngineFact]
    public void Other_options_use_nothing_again_that_was_made_with_the_ones_before() => OtherOptions("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [Trait("Length", "Long")]
    public void Nor_do_they_upon_a_layer_of_dependencies(string strategy) => OtherOptions(strategy);

    private static void OtherOptions(string strategy)
    {
        const string Everything = "alpha app beta leaf";
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm"), RustFlags = "-C opt-level=1" }, Run);
        var (workspace, first) = (walk.Workspace, walk.Workspace.Options);
        workspace.Write("app/Cargo.toml", File.ReadAllText(workspace.At("app/Cargo.toml")) + "[features]\nloud = []\n");
        workspace.Write("app/src/main.rs", "fn main() { println!(\"{}{}{}\", if cfg!(feature = \"loud\") { \"!\" } else { \"\" }, leaf::says(), alpha::says()) }\n");
        Assert.Equal(Everything, walk.ToOther("the first build"));

        workspace.Options = first with { RustFlags = first.RustFlags.Replace("level=1", "level=2", StringComparison.Ordinal) };
        Assert.Equal(Everything, walk.ToOther("other RustFlags"));
        workspace.Options = first with { CargoProfile = "release" };
        Assert.Equal(Everything, walk.ToOther("another profile"));
        workspace.Options = first with { RustBuilderImage = TinyCrates.In(Docker.Image(Docker.OldRust)) };
        Assert.Equal(Everything, walk.ToOther("an image with another Rust"));
        workspace.Options = first with { CargoFeatures = ["loud"] };
        Assert.Equal("app", walk.ToOther("another set of features"));
        workspace.Options = first;
        workspace.Set("leaf", "leaf2", "beta");
        Assert.Equal("app leaf", walk.ToOther("the first options, after an edit"));
        workspace.Options = first with { CargoFeatures = ["loud"] };
        Assert.Contains("app", walk.ToOther("the other set, after the edit"), StringComparison.Ordinal);
        workspace.Options = first with { CargoProfile = "release" };
        Assert.Equal("app leaf", walk.ToOther("the other profile, after the edit"));
    }

    [EngineFact]
    public void Each_of_two_targets_goes_on_from_its_own_last_build() => TwoTargets("Mount");

    [EngineTheory]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [Trait("Length", "Long")]
    public void So_it_does_upon_a_layer_of_dependencies(string strategy) => TwoTargets(strategy);

    private static void TwoTargets(string strategy)
    {
        // A layer that another test of this class has made would be taken.
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, RustBuilderImage = TinyCrates.In("rust:1-bookworm") }, $"{Run}_targets");
        var (workspace, first) = (walk.Workspace, walk.Workspace.Options);
        var other = first with { RuntimeIdentifier = "linux-musl-x64" };
        Assert.Equal("alpha app beta leaf", walk.ToOther("the first target"));
        workspace.Options = other;
        Assert.Equal("alpha app beta leaf", walk.ToOther("the other target"));
        workspace.Set("leaf", "leaf2", "beta");
        Assert.Equal("app leaf", walk.ToOther("the other target, after an edit"));
        workspace.Options = first;
        Assert.Equal("app leaf", walk.ToOther("the first target, after the edit"));
    }

    private static string Watched(string words) =>
        $"mkdir /opt/watched && printf {words} >/opt/watched/words && find /opt/watched -exec touch -d 2024-01-01 {{}} +";

    private static string Linker(string id) =>
        $"printf '#!/bin/sh\\nexec /usr/bin/cc -Wl,--build-id={id} \"$@\"\\n' >/usr/local/bin/cc && chmod +x /usr/local/bin/cc && touch -d 2024-01-01 /usr/local/bin/cc";
}
