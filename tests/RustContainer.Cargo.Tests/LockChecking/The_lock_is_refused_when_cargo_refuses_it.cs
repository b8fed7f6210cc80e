using RustContainer.Cargo.LockChecking;

namespace RustContainer.Cargo.Tests.LockChecking;

public class The_lock_is_refused_when_cargo_refuses_it
{
    private const string App = """
        [package]
        name = "app"
        version = "0.1.0"
        edition = "2021"
        [dependencies]
        lib = { path = "../lib", version = "0.2" }
        side = { path = "../excluded" }
        alpha.workspace = true
        older = { package = "alpha", version = "=1.0.0", optional = true }
        beta = "1"
        [target.'cfg(windows)'.dependencies]
        gamma = "0.3"
        [build-dependencies]
        sysdep = "1"
        [dev-dependencies]
        quoter = "1"
        app = { path = "." }

        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("Cargo.toml", "[workspace]\nmembers = [\"app\"]\nexclude = [\"excluded\"]\nresolver = \"2\"\n[workspace.dependencies]\nalpha = \"2\"\n"),
        ("app/Cargo.toml", App),
        ("app/src/lib.rs", ""),
        ("app/build.rs", "fn main() {}"),
        ("lib/Cargo.toml", "[package]\nname = \"lib\"\nversion = \"0.2.5\"\n[dependencies]\nderive-it = { version = \"1\" }\n"),
        ("lib/src/lib.rs", ""),
        ("excluded/Cargo.toml", "[package]\nname = \"side\"\nversion = \"0.9.0\"\n[dependencies]\nquoter = { version = \"1\", optional = true }\n" +
            "beta = { version = \"1\" }\n[dev-dependencies]\nunknown = \"7\"\n"),
        ("excluded/src/lib.rs", ""),
    ];

    [Fact]
    public void A_fresh_lock_satisfies()
    {
        using var fixture = Locked();
        Assert.Empty(Differences(fixture));
    }

    [Theory]
    [InlineData("none needed: a comment", "app/Cargo.toml", "[dependencies]", "# comment\n[dependencies]", "")]
    [InlineData("none needed: a feature", "app/Cargo.toml", "beta = \"1\"", "beta = { version = \"1\", features = [\"alpha-extra\"] }", "")]
    [InlineData("none needed: a wider requirement", "app/Cargo.toml", "beta = \"1\"", "beta = \">=0.5, <3\"", "")]
    [InlineData("none needed: another kind", "app/Cargo.toml", "[target.'cfg(windows)'.dependencies]", "[target.'cfg(unix)'.dev-dependencies]", "")]
    [InlineData("none needed: another name", "app/Cargo.toml", "older = {", "ancient = {", "")]
    [InlineData("version of a member", "lib/Cargo.toml", "0.2.5", "0.2.6", "`lib` is version 0.2.6, and Cargo.lock has 0.2.5")]
    [InlineData("version of a path package", "excluded/Cargo.toml", "0.9.0", "0.9.1", "`side` is version 0.9.1")]
    [InlineData("new dependency", "lib/Cargo.toml", "[dependencies]", "[dependencies]\ngamma = \"0.3\"", "`lib` depends on `gamma` 0.3, which")]
    [InlineData("new dependency of a path package", "excluded/Cargo.toml", "[dependencies]", "[dependencies]\ngamma = \"0.3\"", "`side` depends on `gamma` 0.3, which")]
    [InlineData("new optional dependency", "lib/Cargo.toml", "[dependencies]", "[dependencies]\ng = { package = \"gamma\", version = \"0.3\", optional = true }", "`gamma` (as `g`) 0.3")]
    [InlineData("new development dependency", "lib/Cargo.toml", "[dependencies]", "[dev-dependencies]\ngamma = \"0.3\"\n[dependencies]", "`lib` depends on `gamma`")]
    [InlineData("new platform dependency", "lib/Cargo.toml", "[dependencies]", "[target.x86_64-pc-windows-msvc.dependencies]\ngamma = \"0.3\"\n[dependencies]", "`lib` depends on `gamma`")]
    [InlineData("optional dependency of a path package switched on", "app/Cargo.toml", "side = { path = \"../excluded\" }", "side = { path = \"../excluded\", features = [\"quoter\"] }", "`side` depends on `quoter`")]
    [InlineData("removed dependency", "app/Cargo.toml", "gamma = \"0.3\"", "", "depends on `gamma`, and its manifest does not")]
    [InlineData("removed development dependency", "app/Cargo.toml", "quoter = \"1\"", "", "depends on `quoter`, and its manifest does not")]
    [InlineData("requirement not met", "Cargo.toml", "alpha = \"2\"", "alpha = \"1\"", "depends on `alpha 2.0.0`, and its manifest does not")]
    [InlineData("renamed one not met", "app/Cargo.toml", "=1.0.0", "=1.2.0", "depends on `alpha` (as `older`) =1.2.0, and")]
    [InlineData("new member", "Cargo.toml", "members = [\"app\"]", "members = [\"app\", \"extra\"]", "`extra` is not in Cargo.lock")]
    [InlineData("path in place of the registry", "app/Cargo.toml", "beta = \"1\"", "beta = { path = \"../beta\" }", "`beta` is not in Cargo.lock")]
    [InlineData("new patch", "Cargo.toml", "resolver = \"2\"", "resolver = \"2\"\n[patch.crates-io]\nbeta = { path = \"beta\" }\n", "[patch] replaces `beta`")]
    [InlineData("new patch that nothing uses", "Cargo.toml", "resolver = \"2\"", "resolver = \"2\"\n[patch.crates-io]\nunused = { path = \"unused\" }\n", "[patch] replaces `unused`")]
    public void Each_edit_is_judged_as_cargo_judges_it(string what, string file, string from, string to, string expected)
    {
        using var fixture = Locked();
        fixture.Write("extra/Cargo.toml", "[package]\nname = \"extra\"\nversion = \"1.0.0\"\n").Write("extra/src/lib.rs", "");
        fixture.Write("beta/Cargo.toml", "[workspace]\n[package]\nname = \"beta\"\nversion = \"1.1.0\"\n").Write("beta/src/lib.rs", "");
        fixture.Write("unused/Cargo.toml", "[package]\nname = \"unused\"\nversion = \"1.1.0\"\n").Write("unused/src/lib.rs", "");
        if (to.Contains("../beta", StringComparison.Ordinal))
            fixture.Write("beta/Cargo.toml", "[package]\nname = \"beta\"\nversion = \"1.1.0\"\n");
        var text = File.ReadAllText(fixture.PathOf(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        fixture.Write(file, text.Replace(from, to, StringComparison.Ordinal));

        var differences = Differences(fixture);

        var (exitCode, _, error) = fixture.Cargo(TestRegistry.Environment, "metadata", "--format-version", "1", "--locked", "--offline");
        Assert.True((exitCode == 0) == (differences.Count == 0), $"{what}: cargo said {exitCode}:\n{error}\nand ours was\n{Text(differences)}");
        Assert.True(exitCode == 0 || error.Contains("lock file", StringComparison.Ordinal), error);
        Assert.Contains(expected, Text(differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_that_the_lock_knows_satisfy()
    {
        using var fixture = Locked("""
            [patch.crates-io]
            beta = { path = "patched/beta" }
            unused = { path = "patched/unused" }
            """,
            ("patched/beta/Cargo.toml", "[package]\nname = \"beta\"\nversion = \"1.0.7\"\n[dependencies]\ngamma = \"0.3\"\n"), ("patched/beta/src/lib.rs", ""),
            ("patched/unused/Cargo.toml", "[package]\nname = \"unused\"\nversion = \"1.0.7\"\n[dependencies]\ngamma = \"0.3\"\n"), ("patched/unused/src/lib.rs", ""));
        Assert.Empty(Differences(fixture));
        var manifest = File.ReadAllText(fixture.PathOf("Cargo.toml"));
        fixture.Write("Cargo.toml", manifest[..manifest.IndexOf("[patch", StringComparison.Ordinal)]);
        Assert.Contains("as a package of this workspace, and it is none", Text(Differences(fixture)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_nothing_needs_is_a_difference()
    {
        using var fixture = Locked();
        var path = fixture.PathOf("Cargo.lock");
        File.AppendAllText(path, "\n[[package]]\nname = \"zeta\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n");
        var difference = Assert.Single(Differences(fixture));
        Assert.Equal(("zeta", path), (difference.Crate, difference.File));
        Assert.True(difference.Line > 1);
    }

    [Fact]
    public void A_missing_lock_is_one_difference()
    {
        using var fixture = new CargoFixture(Files);
        Assert.Equal("Cargo.lock", Assert.Single(Differences(fixture)).Crate);
    }

    [Fact]
    public void A_difference_names_the_line_of_the_manifest()
    {
        using var fixture = Locked();
        fixture.Write("app/Cargo.toml", App.Replace("beta = \"1\"", "beta = \"3\"", StringComparison.Ordinal));
        var difference = Assert.Single(Differences(fixture));
        Assert.Equal((fixture.PathOf("app/Cargo.toml"), 10, 1), (difference.File, difference.Line, difference.Column));
    }

    [Fact]
    public void A_difference_shows_no_credentials()
    {
        using var fixture = Locked();
        fixture.Write("app/Cargo.toml", App.Replace(
            "beta = \"1\"", "beta = { git = \"https://hunter2@git.invalid/beta\" }", StringComparison.Ordinal));
        var text = Text(Differences(fixture));
        Assert.Contains("from git https://…@git.invalid/beta", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_of_very_many_dependencies_is_judged_as_any_other()
    {
        const int many = 150;
        static string Lock(int packages) => "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n"
            + string.Concat(Enumerable.Range(0, packages).Select(number => $" \"crate-{number}\",\n")) + "]\n"
            + string.Concat(Enumerable.Range(0, packages).Select(number =>
                $"\n[[package]]\nname = \"crate-{number}\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n"));
        var manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\n"
            + string.Concat(Enumerable.Range(0, many).Select(number => $"crate-{number} = \"1\"\n"));
        using var fixture = CargoFixture.Package(manifest, "src/lib.rs").Write("Cargo.lock", Lock(many));
        Assert.Empty(Differences(fixture));

        fixture.Write("Cargo.toml", manifest.Replace("crate-149 = \"1\"", "crate-149 = \"2\"", StringComparison.Ordinal));
        Assert.Contains("`app` depends on `crate-149` 2, and Cargo.lock has 1.0.0", Text(Differences(fixture)), StringComparison.Ordinal);

        fixture.Write("Cargo.toml", manifest).Write("Cargo.lock", Lock(many - 1));
        Assert.Contains("`app` depends on `crate-149` 1, which Cargo.lock does not have", Text(Differences(fixture)), StringComparison.Ordinal);

        fixture.Write("Cargo.lock", Lock(many + 1));
        Assert.Contains("depends on `crate-150`, and its manifest does not", Text(Differences(fixture)), StringComparison.Ordinal);
    }

    private static CargoFixture Locked(string rootRest = "", params (string Path, string Text)[] more)
    {
        var fixture = new CargoFixture([.. Files, .. more]);
        fixture.Write("Cargo.toml", Files[0].Text + rootRest);
        var (exitCode, _, error) = fixture.Cargo(TestRegistry.Environment, "generate-lockfile", "--offline");
        Assert.True(exitCode == 0, error);
        return fixture;
    }

    private static IReadOnlyList<LockDifference> Differences(CargoFixture fixture) => LockCheck.Differences(fixture.Load());

    private static string Text(IReadOnlyList<LockDifference> differences) =>
        string.Join('\n', differences.Select(difference => difference.Message));
}
