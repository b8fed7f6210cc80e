using RustContainer.Cargo.Keys;
using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Configuration;

public class Patches_in_the_configuration_count
{
    private const string Package = "version = \"0.1.0\"\nedition = \"2021\"\n";

    [Fact]
    public void Like_the_manifests_and_before_them()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nalpha = \"1\"\n[patch.crates-io]\nalpha = {{ git = \"https://example.invalid/manifest\" }}\n" +
                "beta = { git = \"https://example.invalid/beta\" }\n"),
            ("src/lib.rs", ""),
            (".cargo/config.toml", "[patch.'https://github.com/rust-lang/crates.io-index']\nalpha = { git = 'https://example.invalid/config' }\n[patch.crates-io.gamma]\nversion = '0.3'\ngit = 'https://example.invalid/gamma'"));
        var workspace = fixture.Load();
        Assert.Equal(
            ["alpha https://example.invalid/config config.toml", "gamma https://example.invalid/gamma config.toml", "beta https://example.invalid/beta Cargo.toml"],
            workspace.Patches.Select(patch => $"{patch.Replacement.Key} {((GitSource)patch.Replacement.Source).Url} {Path.GetFileName(patch.File.Path)}"));
        var key = DependencyKey.Compute(new CargoSelection().Resolve(workspace), new(TargetTriple.Parse("x86_64-unknown-linux-gnu"), "", "", "")).Text;
        Assert.Contains("config\"", key, StringComparison.Ordinal);
        Assert.DoesNotContain("example.invalid/manifest", key, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_path_from_where_their_file_says_and_cargo_agrees()
    {
        using var fixture = new CargoFixture(
            ("up/ws/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nbeta = \"1\"\n"),
            ("up/ws/src/lib.rs", "pub fn x() -> u32 { beta::beta() }"),
            ("up/.cargo/config.toml", "[patch.crates-io]\nalpha = { path = 'mine' }\n"),
            ("up/mine/Cargo.toml", "[package]\nname = \"alpha\"\nversion = \"1.9.0\"\nedition = \"2021\"\n[features]\nextra = []\n"),
            ("up/mine/src/lib.rs", "pub fn alpha() -> u32 { 9 }"));
        string[] there = ["-Zunstable-options", "-C", fixture.PathOf("up/ws")];
        var environment = new Dictionary<string, string>(TestRegistry.Environment) { ["RUSTC_BOOTSTRAP"] = "1" };
        Assert.Single(LockCheck.Differences(fixture.Load("up/ws")));
        var made = fixture.Cargo(environment, [.. there, "generate-lockfile"]);
        Assert.True(made.ExitCode == 0, made.Error);

        var workspace = fixture.Load("up/ws");
        Assert.Empty(LockCheck.Differences(workspace));
        Assert.Equal(0, fixture.Cargo(environment, [.. there, "metadata", "--locked", "--format-version", "1"]).ExitCode);
        Assert.Equal("../mine", Assert.Single(workspace.PathPackages).Directory);
        Assert.Equal([fixture.PathOf("up/.cargo/config.toml"), fixture.PathOf("up/mine")], workspace.OutsidePaths);
        Assert.Equal(new PathSource("../mine"), Assert.Single(workspace.Patches).Replacement.Source);

        fixture.Write("up/.cargo/config.toml", "");
        Assert.NotEmpty(LockCheck.Differences(fixture.Load("up/ws")));
        Assert.NotEqual(0, fixture.Cargo(environment, [.. there, "metadata", "--locked", "--format-version", "1"]).ExitCode);
    }

    [Theory]
    [InlineData("patch = 1", CargoCodes.WrongType, 1)]
    [InlineData("[patch]\ncrates-io = 1", CargoCodes.WrongType, 2)]
    [InlineData("[patch.crates-io]\nalpha = 1", CargoCodes.WrongType, 2)]
    [InlineData("\n[patch.crates-io]\nalpha = { path = 'absent' }", CargoCodes.PathDependencyMissing, 3)]
    [InlineData("[patch.crates-io]\nalpha = '^^1'", CargoCodes.InvalidVersion, 2)]
    public void And_one_that_is_wrong_is_an_error_in_its_file(string config, string code, int line)
    {
        using var fixture = new CargoFixture(
            ("ws/Cargo.toml", $"[package]\nname = \"app\"\n{Package}"), ("ws/src/lib.rs", ""), (".cargo/config.toml", config));
        var error = Assert.Throws<CodedException>(() => fixture.Load("ws")).Diagnostic;
        Assert.Equal((code, fixture.PathOf(".cargo/config.toml"), line), (error.Code, error.File, error.Line));
    }
}
