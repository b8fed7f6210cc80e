using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

public class After_the_skeleton_every_dependency_is_fresh
{
    private const string Package = "version = \"0.1.0\"\nedition = \"2021\"\n";

    [Theory]
    [InlineData("dev")]
    [InlineData("release")]
    public void In_a_single_package(string profile)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\nsysdep = \"1\"\nderive-it = \"1\"\n" +
                "[dev-dependencies]\nalpha = { version = \"2\", features = [\"extra\"] }\n[profile.release]\nlto = \"thin\"\ncodegen-units = 1\n" +
                "[profile.release.package.gamma]\nopt-level = 1\n"),
            ("src/main.rs", "fn main() { println!(\"{}\", beta::beta() + sysdep::sysdep()); derive_it::nothing!(); }\n"));
        AssertFresh(fixture, new() { Profile = profile }, "beta@1.0.0 []", "gamma@0.3.0 []", "quoter@1.0.0 []");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void With_an_internal_procedural_macro_and_build_dependencies(string resolver)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[workspace]\nmembers = [\"app\", \"mac\", \"gen\"]\nresolver = \"{resolver}\"\n[profile.release.build-override]\nopt-level = 1\n"),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nmac = {{ path = \"../mac\" }}\nalpha = \"1\"\n" +
                "[build-dependencies]\ngen = { path = \"../gen\", features = [\"wide\"] }\n[dev-dependencies]\nbeta = { version = \"1\", features = [\"alpha-extra\"] }\n"),
            ("app/src/main.rs", "fn main() { mac::nothing!(); println!(\"{}\", alpha::alpha()); }\n"),
            ("app/build.rs", "fn main() { gen::gen(); }\n"),
            ("mac/Cargo.toml", $"[package]\nname = \"mac\"\n{Package}[lib]\nproc-macro = true\n[dependencies]\nquoter = \"1\"\n"),
            ("mac/src/lib.rs", "use proc_macro::TokenStream;\n#[proc_macro]\npub fn nothing(_: TokenStream) -> TokenStream { quoter::quoter(); TokenStream::new() }\n"),
            ("gen/Cargo.toml", $"[package]\nname = \"gen\"\n{Package}[dependencies]\nalpha = {{ version = \"1\", features = [\"more\"] }}\n" +
                "sysdep = { version = \"1\", optional = true }\n[features]\nwide = [\"dep:sysdep\"]\n"),
            ("gen/src/lib.rs", "pub fn gen() { alpha::alpha(); }\n"));
        AssertFresh(fixture, new() { Packages = ["app"], Profile = "release" }, "sysdep@1.0.0 []", "quoter@1.0.0 []");
        AssertFresh(fixture, new() { Profile = "dev" }, "quoter@1.0.0 []");
    }

    [Fact]
    public void With_renamed_ones_two_versions_forwarded_features_and_platforms()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"lib\", \"other\"]\nresolver = \"2\"\n[workspace.dependencies]\nnew = { package = \"alpha\", version = \"2\", default-features = false }\n"),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nlib = {{ path = \"../lib\", default-features = false }}\n" +
                "old = { package = \"alpha\", version = \"=1.0.0\" }\nnew.workspace = true\n" +
                "[target.'cfg(unix)'.dependencies]\ngamma = \"0.3\"\n[target.'cfg(windows)'.dependencies]\nsysdep = \"1\"\n" +
                "[target.'cfg(not(some_flag))'.dependencies]\nquoter = \"1\"\n[features]\nfull = [\"lib/deep\", \"new/extra\"]\n"),
            ("app/src/main.rs", "fn main() { println!(\"{}\", lib::lib() + old::alpha() + new::alpha() + gamma::gamma() + quoter::quoter()); }\n"),
            ("lib/Cargo.toml", $"[package]\nname = \"lib\"\n{Package}[dependencies]\nbeta = {{ version = \"1\", optional = true }}\n[features]\ndefault = [\"beta\"]\ndeep = [\"beta\", \"beta?/alpha-extra\"]\n"),
            ("lib/src/lib.rs", "pub fn lib() -> u32 { 1 }\n"),
            ("other/Cargo.toml", $"[package]\nname = \"other\"\n{Package}[dependencies]\nderive-it = \"1\"\n"),
            ("other/src/lib.rs", ""));
        AssertFresh(fixture, new() { Packages = ["app"], Features = ["full"] }, "alpha@2.0.0 [extra]", "gamma@0.3.0 []", "quoter@1.0.0 []");
        AssertFresh(fixture, new(), "alpha@2.0.0 []", "derive-it@1.0.0 []");
    }

    [Fact]
    public void With_flags_in_the_configuration_and_in_the_environment()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\n[profile.tiny]\ninherits = \"release\"\nopt-level = \"z\"\npanic = \"abort\"\n"),
            (".cargo/config.toml", "[build]\nrustflags = [\"-Cforce-frame-pointers=yes\"]\n[alias]\nx = \"run\"\n[profile.release]\ndebug = 1\n"),
            ("src/lib.rs", "pub fn x() -> u32 { beta::beta() }\n"));
        AssertFresh(fixture, new() { Profile = "tiny" }, "beta@1.0.0 []");
        Assert.Empty(SkeletonBuild.Run(fixture, new() { Profile = "dev" }, "-Cdebuginfo=0").Stale);
    }

    [Fact]
    public void With_profiles_that_override_for_packages_and_for_build_scripts()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\nsysdep = \"1\"\nnew = {{ package = \"alpha\", version = \"2\" }}\n" +
                "[profile.small]\ninherits = \"mid\"\nopt-level = \"s\"\n[profile.mid]\ninherits = \"release\"\npanic = \"abort\"\nstrip = true\n" +
                "[profile.mid.package.\"*\"]\nopt-level = 2\ndebug = 1\n[profile.small.package.\"alpha@2\"]\ncodegen-units = 3\n" +
                "[profile.release.build-override]\nopt-level = 1\n[profile.release.package.app]\nopt-level = 0\n[profile.small.package.gamma]\noverflow-checks = true\n"),
            ("src/main.rs", "fn main() { println!(\"{}\", beta::beta() + sysdep::sysdep() + new::alpha()); }\n"));
        AssertFresh(fixture, new() { Profile = "small" }, "alpha@2.0.0 [default,std]", "sysdep@1.0.0 []", "gamma@0.3.0 []");
    }

    [Fact]
    public void With_a_library_that_has_no_std()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"core\"]\nresolver = \"2\"\n"),
            ("core/Cargo.toml", $"[package]\nname = \"bare\"\n{Package}[dependencies]\nno-std-dep = \"1\"\nalpha = {{ version = \"2\", default-features = false }}\n"),
            ("core/src/lib.rs", "#![no_std]\npub fn bare() -> u32 { no_std_dep::one() }\n"));
        AssertFresh(fixture, new() { Profile = "release" }, "no-std-dep@1.0.0 []", "alpha@2.0.0 []");
    }

    [Fact]
    public void With_inherited_dependencies_and_one_below_the_root_that_is_no_member()
    {
        using var fixture = new CargoFixture(
            ("root/Cargo.toml", "[workspace]\nmembers = [\"app\"]\nexclude = [\"own\"]\n[workspace.package]\nedition = \"2024\"\n" +
                "[workspace.dependencies]\nalpha = { version = \"2\", default-features = false, features = [\"extra\"] }\nbeta = \"1\"\nown = { path = \"own\" }\n"),
            ("root/app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.0.1\"\nedition.workspace = true\n[dependencies]\nalpha = { workspace = true, features = [\"more\"] }\n" +
                "beta = { workspace = true, optional = true }\nown.workspace = true\nbeside = { path = \"../../beside\" }\n[features]\ndefault = [\"beta\"]\n"),
            ("root/app/src/main.rs", "fn main() { println!(\"{}\", alpha::alpha() + own::own() + beside::beside()); }\n"),
            ("root/own/Cargo.toml", $"[package]\nname = \"own\"\n{Package}[dependencies]\ngamma = \"0.3\"\n[dev-dependencies]\nsysdep = \"1\"\n"),
            ("root/own/src/lib.rs", "pub fn own() -> u32 { gamma::gamma() }\n"),
            ("beside/Cargo.toml", $"[package]\nname = \"beside\"\n{Package}[dependencies]\nquoter = \"1\"\n"),
            ("beside/src/lib.rs", "pub fn beside() -> u32 { quoter::quoter() }\n"));
        var built = SkeletonBuild.Run(fixture, new(), manifest: "root/Cargo.toml");
        AssertFresh(built, "alpha@2.0.0 [extra,more]", "beta@1.0.0 []", "gamma@0.3.0 []", "quoter@1.0.0 []");
        Assert.Equal("6", built.Said["app"]);
        AssertFresh(SkeletonBuild.Run(fixture, new() { NoDefaultFeatures = true }, manifest: "root/Cargo.toml"), "quoter@1.0.0 []");
    }

    [Fact]
    public void With_one_program_that_needs_features_among_others()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[[bin]]\nname = \"two\"\nrequired-features = [\"net\"]\n[dependencies]\n" +
                "beta = { version = \"1\", optional = true }\nalpha = { version = \"1\", default-features = false }\n[features]\nnet = [\"dep:beta\", \"alpha/more\"]\n"),
            ("src/main.rs", "fn main() { println!(\"one\"); }\n"),
            ("src/bin/two.rs", "fn main() { println!(\"two {}\", beta::beta()); }\n"));
        var built = SkeletonBuild.Run(fixture, new() { Bin = "two", Features = ["net"] });
        AssertFresh(built, "beta@1.0.0 []", "alpha@1.2.0 [extra,more]");
        Assert.Equal(["two"], built.Said.Keys);
        AssertFresh(SkeletonBuild.Run(fixture, new()), "alpha@1.2.0 []");
    }

    [Fact]
    public void With_a_macro_and_a_program_that_share_an_internal_library()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"mac\", \"shared\"]\nresolver = \"2\"\n"),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nmac = {{ path = \"../mac\" }}\nshared = {{ path = \"../shared\", features = [\"far\"] }}\n"),
            ("app/src/main.rs", "fn main() { println!(\"{}\", mac::three!() + shared::shared()); }\n"),
            ("mac/Cargo.toml", $"[package]\nname = \"mac\"\n{Package}[lib]\nproc-macro = true\n[dependencies]\nshared = {{ path = \"../shared\" }}\n" +
                "[target.'cfg(windows)'.dependencies]\nsysdep = \"1\"\n[target.'cfg(unix)'.build-dependencies]\nquoter = \"1\"\n"),
            ("mac/src/lib.rs", "use proc_macro::TokenStream;\n#[proc_macro]\npub fn three(_: TokenStream) -> TokenStream { shared::shared().to_string().parse().unwrap() }\n"),
            ("mac/build.rs", "fn main() { quoter::quoter(); }\n"),
            ("shared/Cargo.toml", $"[package]\nname = \"shared\"\n{Package}[dependencies]\nalpha = {{ version = \"1\", default-features = false }}\n[features]\nfar = [\"alpha/extra\"]\n"),
            ("shared/src/lib.rs", "pub fn shared() -> u32 { alpha::alpha() }\n"));
        var built = SkeletonBuild.Run(fixture, new() { Packages = ["app"], Profile = "release" });
        AssertFresh(built, "alpha@1.2.0 [default,std]", "alpha@1.2.0 [extra]", "quoter@1.0.0 []");
        Assert.Equal("3", built.Said["app"]);
    }

    [Fact]
    public void With_a_dependency_from_git_and_a_patch_from_this_machine()
    {
        using var repository = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"left\", \"right\"]\nresolver = \"2\"\n"),
            ("left/Cargo.toml", $"[package]\nname = \"left\"\n{Package}[dependencies]\nright = {{ path = \"../right\" }}\ngamma = \"0.3\"\n"),
            ("left/src/lib.rs", "pub fn left() -> u32 { right::right() + gamma::gamma() }\n"),
            ("right/Cargo.toml", $"[package]\nname = \"right\"\n{Package}"),
            ("right/src/lib.rs", "pub fn right() -> u32 { 10 }\n"));
        var address = repository.Commit();
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nleft = {{ git = \"{address}\" }}\nalpha = \"1\"\nderive-it = \"1\"\n[patch.crates-io]\nquoter = {{ path = \"quoter\" }}\n"),
            ("src/main.rs", "fn main() { derive_it::nothing!(); println!(\"{}\", left::left() + alpha::alpha()); }\n"),
            ("quoter/Cargo.toml", "[package]\nname = \"quoter\"\nversion = \"1.0.5\"\nedition = \"2021\"\n[dependencies]\nsysdep = \"1\"\n"),
            ("quoter/src/lib.rs", "pub fn quoter() -> u32 { sysdep::sysdep() }\n"));
        var built = SkeletonBuild.Run(fixture, new());
        // What stands on the patch cannot be compiled before it, nor is what only the patch asks for.
        Assert.Equal(["derive-it@1.0.0 []", "gamma@0.3.0 []", "sysdep@1.0.0 []"], built.Stale.Distinct().Order());
        Assert.All(["left@0.1.0 []", "right@0.1.0 []", "alpha@1.2.0 [default,std]"], name => Assert.Contains(name, built.External));
        Assert.Equal("14", built.Said["app"]);
    }

    private static void AssertFresh(CargoFixture fixture, CargoSelection selection, params string[] among) =>
        AssertFresh(SkeletonBuild.Run(fixture, selection), among);

    private static void AssertFresh(SkeletonBuild.Result built, params string[] among)
    {
        Assert.Empty(built.Stale);
        Assert.All(among, name => Assert.Contains(name, built.External));
    }
}
