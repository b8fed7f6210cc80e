namespace RustContainer.Cargo.Tests.Recipes;

/// <summary>The differences that docs/recipe.md lists.</summary>
public class Cook_succeeds_where_the_recipe_of_cargo_chef_does_not
{
    private const string Package = "version = \"0.3.0\"\nedition = \"2021\"\n";

    private static readonly IReadOnlyDictionary<string, string> Nightly =
        new Dictionary<string, string>(CookedBuild.Quick) { ["RUSTC_BOOTSTRAP"] = "1" };

    [Fact]
    public void A_listed_binary_shadows_a_found_file_and_hidden_files_are_no_targets()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\ngamma = \"0.3\"\n[[bin]]\nname = \"tool\"\npath = \"tools/tool.rs\"\n"),
            ("tools/tool.rs", "fn main() { gamma::gamma(); }\n"),
            ("src/bin/tool.rs", "compile_error!(\"not this\");\n"),
            ("src/bin/._tool.rs", "no Rust\n"),
            ("tests/.#lock.rs", "no Rust\n"));
        AssertFresh(fixture, new("check", "--all-targets"), "gamma@0.3.0");
    }

    [Fact]
    public void Default_features_switched_on_for_one_member_are_compiled()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nalpha = {{ workspace = true, default-features = true }}\n" +
                "[workspace]\n[workspace.dependencies]\nalpha = { version = \"1\", default-features = false }\n"),
            ("src/lib.rs", "pub fn one() { alpha::alpha(); }\n"));
        AssertFresh(fixture, new("check"), "alpha@1.2.0");
    }

    [Fact]
    public void Newer_keys_of_a_profile_stay()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"cargo-features = [\"profile-rustflags\"]\n[package]\nname = \"app\"\n{Package}[dependencies]\ngamma = \"0.3\"\n" +
                "[profile.dev]\nrustflags = [\"-Cdebug-assertions=no\"]\n"),
            ("src/lib.rs", "pub fn one() { gamma::gamma(); }\n"));
        AssertFresh(fixture, new("check") { Environment = Nightly }, "gamma@0.3.0");
    }

    [Fact]
    public void One_of_several_build_scripts_is_enough()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"cargo-features = [\"multiple-build-scripts\"]\n[package]\nname = \"app\"\n{Package}build = [\"one.rs\", \"two.rs\"]\n" +
                "[build-dependencies]\ngamma = \"0.3\"\n"),
            ("src/lib.rs", ""), ("one.rs", "fn main() { gamma::gamma(); }\n"), ("two.rs", "fn main() {}\n"));
        AssertFresh(fixture, new("check") { Environment = Nightly }, "gamma@0.3.0");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("app")]
    public void Packages_beside_the_members_are_in_the_recipe(string? bin)
    {
        using var fixture = new CargoFixture(
            ("ws/Cargo.toml", "[workspace]\nmembers = [\"app\", \"other\"]\nexclude = [\"tools\"]\nresolver = \"2\"\n"),
            ("ws/app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\ntool = {{ path = \"../tools/tool\", version = \"2\" }}\nouter = {{ path = \"../../outer/one\" }}\n"),
            ("ws/app/src/main.rs", "fn main() { tool::tool(); outer::outer(); }\n"),
            ("ws/other/Cargo.toml", $"[package]\nname = \"other\"\n{Package}"),
            ("ws/other/src/lib.rs", ""),
            ("ws/tools/tool/Cargo.toml", "[package]\nname = \"tool\"\nversion = \"2.2.0\"\nedition = \"2021\"\n[dependencies]\ngamma = \"0.3\"\n[dev-dependencies]\nabsent = { path = \"../absent\" }\n"),
            ("ws/tools/tool/src/lib.rs", "pub fn tool() { gamma::gamma(); }\n"),
            ("outer/Cargo.toml", "[package]\nname = \"outer-root\"\nversion = \"1.0.0\"\n[workspace]\nmembers = [\"one\", \"two\"]\n[workspace.package]\nedition = \"2021\"\nversion = \"7.0.0\"\n[workspace.dependencies]\nbeta = \"1\"\n"),
            ("outer/src/lib.rs", ""),
            ("outer/one/Cargo.toml", "[package]\nname = \"outer\"\nedition.workspace = true\nversion.workspace = true\n[dependencies]\nbeta.workspace = true\n"),
            ("outer/one/src/lib.rs", "pub fn outer() { beta::beta(); }\n"),
            ("outer/two/Cargo.toml", $"[package]\nname = \"two\"\n{Package}"),
            ("outer/two/src/lib.rs", ""));
        AssertFresh(fixture, new("check") { Root = "ws", Bin = bin }, "alpha@1.2.0", "beta@1.0.0", "gamma@0.3.0");
    }

    [Theory]
    [InlineData("app", "alpha@1.2.0", "beta@1.0.0")]
    [InlineData("root", "alpha@1.2.0", "beta@1.0.0", "gamma@0.3.0", "sysdep@1.0.0")]
    public void A_root_package_that_the_binary_does_not_need_leaves_what_is_inherited(string bin, params string[] external)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[package]\nname = \"root\"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nsysdep = \"1\"\napp = { path = \"app\" }\n[features]\ndefault = []\n" +
                "[workspace]\nmembers = [\"app\"]\n[workspace.package]\nversion = \"5.0.0\"\nedition = \"2021\"\n[workspace.dependencies]\nbeta = \"1\"\ngamma = \"0.3\"\n[profile.dev]\nopt-level = 1\n"),
            ("src/main.rs", "fn main() { sysdep::sysdep(); }\n"),
            ("app/Cargo.toml", "[package]\nname = \"app\"\nversion.workspace = true\nedition.workspace = true\n[dependencies]\nbeta.workspace = true\n"),
            ("app/src/lib.rs", ""),
            ("app/src/main.rs", "fn main() { beta::beta(); }\n"));
        AssertFresh(fixture, new("check", "-p", bin) { Bin = bin }, external);
    }

    [Fact]
    public void A_local_package_that_shares_its_name_with_an_external_one_is_masked_in_references_too()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"alpha\"]\nresolver = \"2\"\n"),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nalpha = {{ path = \"../alpha\", version = \"3\" }}\nbeta = \"1\"\n"),
            ("app/src/main.rs", "fn main() { alpha::local(); beta::beta(); }\n"),
            ("alpha/Cargo.toml", "[package]\nname = \"alpha\"\nversion = \"3.1.0\"\nedition = \"2021\"\n"),
            ("alpha/src/lib.rs", "pub fn local() {}\n"));
        AssertFresh(fixture, new("check"), "alpha@1.2.0", "beta@1.0.0");
    }

    [Fact]
    public void A_local_package_without_a_version_has_none_in_the_recipe()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nversionless = {{ path = \"versionless\", version = \"0.0.0\" }}\ngamma = \"0.3\"\n[workspace]\n"),
            ("src/main.rs", "fn main() { gamma::gamma(); }\n"),
            ("versionless/Cargo.toml", "[package]\nname = \"versionless\"\nedition = \"2021\"\n"),
            ("versionless/src/lib.rs", ""));
        AssertFresh(fixture, new("check"), "gamma@0.3.0");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("app")]
    public void A_local_package_that_takes_the_place_of_an_external_one_keeps_its_version(string? bin)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"gamma\", \"other\"]\nresolver = \"2\"\n[workspace.package]\nversion = \"0.3.7\"\nedition = \"2021\"\n" +
                "[patch.crates-io]\ngamma = { path = \"gamma\" }\nalpha = { path = \"other\", package = \"alpha\" }\n"),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\ngamma = \"0.3.5\"\nderive-it = \"1\"\n"),
            ("app/src/main.rs", "fn main() { gamma::local(); }\n"),
            ("gamma/Cargo.toml", "[package]\nname = \"gamma\"\nversion.workspace = true\nedition.workspace = true\n"),
            ("gamma/src/lib.rs", "pub fn local() {}\n"),
            ("other/Cargo.toml", "[package]\nname = \"alpha\"\nversion = \"9.0.0\"\nedition.workspace = true\n"),
            ("other/src/lib.rs", ""));
        AssertFresh(fixture, new("check") { Bin = bin }, "alpha@1.2.0", "derive-it@1.0.0", "quoter@1.0.0");
    }

    [Theory]
    [InlineData("[patch.crates-io]\nalpha = { path = \"vendor/alpha\" }\n")]
    [InlineData("[replace]\n\"alpha:1.2.0\" = { path = \"vendor/alpha\" }\n")]
    public void What_needs_a_patched_package_is_not_cooked_and_all_else_is(string patch)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"lib\"]\nexclude = [\"vendor\"]\nresolver = \"2\"\n" + patch),
            ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nlib = {{ path = \"../lib\", features = [\"beta\", \"fast\"] }}\ngamma = \"0.3\"\nquoter = \"1\"\n"),
            ("app/src/main.rs", "fn main() { lib::lib(); gamma::gamma(); quoter::quoter(); }\n"),
            ("lib/Cargo.toml", $"[package]\nname = \"lib\"\n{Package}[dependencies]\nbeta = {{ version = \"1\", optional = true }}\nsysdep = \"1\"\n" +
                "[features]\nfast = [\"beta/alpha-extra\"]\nsafe = [\"beta?/alpha-extra\"]\n"),
            ("lib/src/lib.rs", "pub fn lib() -> u32 { beta::beta() + sysdep::sysdep() }\n"),
            ("vendor/alpha/Cargo.toml", "[package]\nname = \"alpha\"\nversion = \"1.2.0\"\nedition = \"2021\"\n[features]\ndefault = []\nextra = []\n"),
            ("vendor/alpha/src/lib.rs", "pub fn alpha() -> u32 { 7 }\n"));
        AssertFresh(fixture, new("check"), "beta@1.0.0!", "gamma@0.3.0", "quoter@1.0.0!", "sysdep@1.0.0");
    }

    private static void AssertFresh(CargoFixture fixture, CookedBuild build, params string[] external) =>
        Assert.Equal(external.Order(StringComparer.Ordinal), build.Run(fixture));
}
