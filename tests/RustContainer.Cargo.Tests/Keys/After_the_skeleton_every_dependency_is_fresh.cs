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

    private static void AssertFresh(CargoFixture fixture, CargoSelection selection, params string[] among)
    {
        var (external, stale) = SkeletonBuild.Run(fixture, selection);
        Assert.Empty(stale);
        Assert.All(among, name => Assert.Contains(name, external));
    }
}
