namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>What cargo-chef itself cooks, by the recipes that are computed here.</summary>
public class After_cook_every_dependency_is_fresh
{
    private const string Package = "version = \"0.3.0\"\nedition = \"2021\"\n";

    [Fact]
    public void In_a_package_with_targets_of_every_kind_and_lints_that_no_dummy_meets()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\nderive-it = \"1\"\n[build-dependencies]\ngamma = \"0.3\"\n" +
                "[dev-dependencies]\nsysdep = \"1\"\n[features]\nfull = [\"beta/alpha-extra\"]\n[[bin]]\nname = \"tool\"\nrequired-features = [\"full\"]\n" +
                "[[bench]]\nname = \"own\"\nharness = false\n[[test]]\nname = \"own\"\nharness = false\n[lints.rust]\nmissing_docs = \"forbid\"\n"),
            ("src/lib.rs", "//! Documented.\nderive_it::nothing!();\n"),
            ("src/main.rs", "//! Documented.\nfn main() { println!(\"{}\", beta::beta()); }\n"),
            ("src/bin/tool/main.rs", "//! Documented.\nfn main() {}\n"),
            ("examples/one.rs", "//! Documented.\nfn main() { sysdep::sysdep(); }\n"),
            ("tests/harness.rs", "//! Documented.\n#[test]\nfn one() { sysdep::sysdep(); }\n"),
            ("tests/own.rs", "//! Documented.\nfn main() {}\n"),
            ("benches/own/main.rs", "//! Documented.\nfn main() {}\n"),
            ("build.rs", "//! Documented.\nfn main() { gamma::gamma(); }\n"));
        AssertFresh(fixture, new CookedBuild("build", "--all-targets", "--features", "full"),
            "alpha@1.2.0", "beta@1.0.0", "derive-it@1.0.0", "gamma@0.3.0", "quoter@1.0.0", "sysdep@1.0.0");
    }

    [Fact]
    public void Without_std()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\ngamma = \"0.3\"\nmac = {{ path = \"mac\" }}\n[profile.dev]\npanic = \"abort\"\n[workspace]\n"),
            ("src/lib.rs", "#![no_std]\n"),
            ("src/main.rs", "#![no_std]\n#![no_main]\n#[panic_handler]\nfn panic(_: &core::panic::PanicInfo) -> ! { loop {} }\n"),
            ("mac/Cargo.toml", $"[package]\nname = \"mac\"\n{Package}[lib]\nproc-macro = true\n[dependencies]\nquoter = \"1\"\n"),
            ("mac/src/lib.rs", ""));
        AssertFresh(fixture, new CookedBuild("check") { NoStd = true }, "alpha@1.2.0", "gamma@0.3.0", "quoter@1.0.0");
    }

    [Theory]
    [InlineData(null, "alpha@1.2.0", "alpha@2.0.0", "beta@1.0.0", "sysdep@1.0.0", "gamma@0.3.0")]
    [InlineData("app", "alpha@1.2.0", "beta@1.0.0")]
    [InlineData("second", "alpha@2.0.0")]
    public void In_a_workspace_and_for_one_binary_of_it(string? bin, params string[] external)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"crates/*\"]\ndefault-members = [\"app\"]\nresolver = \"3\"\n[workspace.package]\nversion = \"4.1.0\"\nedition = \"2024\"\n" +
                "[workspace.dependencies]\nlib = { path = \"crates/lib\", version = \"4\" }\nbeta = \"1\"\nnew = { package = \"alpha\", version = \"2\" }\nsysdep = \"1\"\n" +
                "[profile.release]\ncodegen-units = 2\nstrip = \"symbols\"\n[workspace.lints.rust]\nunsafe_code = \"deny\"\n"),
            ("app/Cargo.toml", "[package]\nname = \"app\"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nlib.workspace = true\n[lints]\nworkspace = true\n"),
            ("app/src/main.rs", "fn main() { lib::lib(); }\n"),
            ("crates/lib/Cargo.toml", "[package]\nname = \"lib\"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nbeta.workspace = true\n"),
            ("crates/lib/src/lib.rs", "pub fn lib() { beta::beta(); }\n"),
            ("crates/other/Cargo.toml", "[package]\nname = \"other\"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nnew.workspace = true\n" +
                "[target.'cfg(unix)'.dependencies]\nsysdep = { workspace = true, optional = true }\n[features]\ndefault = [\"sysdep\"]\n"),
            ("crates/other/src/bin/second.rs", "fn main() { new::alpha(); }\n"));
        string[] what = bin switch { null => ["--workspace"], "app" => ["-p", "app"], _ => ["-p", "other", "--no-default-features"] };
        AssertFresh(fixture, new CookedBuild(["build", "--release", .. what]) { Bin = bin }, external);
    }

    private static void AssertFresh(CargoFixture fixture, CookedBuild build, params string[] external) =>
        Assert.Equal(external.Order(StringComparer.Ordinal), build.Run(fixture));
}
