using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

public class The_key_moves_only_with_dependencies
{
    private const string Lock = """
        version = 4

        [[package]]
        name = "alpha"
        version = "1.2.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "aa"

        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = [
         "beta",
         "gamma",
         "lib",
        ]

        [[package]]
        name = "beta"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "bb"
        dependencies = [
         "alpha",
        ]

        [[package]]
        name = "gamma"
        version = "0.3.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "cc"

        [[package]]
        name = "lib"
        version = "0.1.0"
        dependencies = [
         "alpha",
        ]

        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"lib\"]\nresolver = \"2\"\n[profile.release]\nlto = \"thin\"\n[profile.dist]\ninherits = \"release\"\n"),
        ("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\ndescription = \"one\"\n[dependencies]\nbeta = \"1\"\n" +
            "lib = { path = \"../lib\" }\n[dev-dependencies]\ngamma = \"0.3\"\n[features]\nmore = []\n"),
        ("app/src/main.rs", ""),
        ("lib/Cargo.toml", "[package]\nname = \"lib\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nalpha = { version = \"1\", features = [\"b\", \"a\"] }\n"),
        ("lib/src/lib.rs", ""),
        ("Cargo.lock", Lock),
        (".cargo/config.toml", "[build]\nrustflags = [\"-Cx\"]\njobs = 3\n[alias]\nb = \"build\"\n"),
    ];

    [Theory]
    [InlineData("app/Cargo.toml", "description = \"one\"", "authors = [\"me\"]\nlicense = \"MIT\"\n# comment")]
    [InlineData("app/Cargo.toml", "[dev-dependencies]\ngamma = \"0.3\"\n", "")]
    [InlineData("app/Cargo.toml", "[features]", "[[bin]]\nname = \"second\"\npath = \"src/main.rs\"\n[features]\nunused = []\n")]
    [InlineData("app/Cargo.toml", "beta = \"1\"", "beta = { version = \"1.0\" }")]
    [InlineData("app/Cargo.toml", "[features]", "[lints.rust]\nunsafe_code = \"deny\"\n[package.metadata.x]\ny = 1\n[features]")]
    [InlineData("lib/Cargo.toml", "features = [\"b\", \"a\"]", "features = [\"a\", \"b\"]")]
    [InlineData("lib/Cargo.toml", "alpha = {", "renamed = { package = \"alpha\",")]
    [InlineData("Cargo.toml", "[profile.dist]\ninherits = \"release\"", "[profile.dist]\ninherits = \"release\"\ndebug = 1\n[profile.dev]\nopt-level = 1")]
    [InlineData("Cargo.toml", "lto = \"thin\"", "package.lib.opt-level = 1\nlto   =   'thin' # same")]
    [InlineData(".cargo/config.toml", "jobs = 3\n[alias]\nb = \"build\"", "jobs = 4\n[term]\nquiet = true")]
    [InlineData("Cargo.lock", "name = \"gamma\"\nversion = \"0.3.0\"", "name = \"gamma\"\nversion = \"0.3.1\"")]
    [InlineData("Cargo.toml", "resolver = \"2\"", "resolver = \"3\"")]
    public void Not_with_what_is_the_workspaces_own(string file, string from, string to)
    {
        var (before, after) = BeforeAndAfter(file, from, to);
        Assert.Equal(before.Text, after.Text);
        Assert.Equal(before.Skeleton, after.Skeleton);
    }

    [Theory]
    [InlineData("Cargo.lock", "checksum = \"aa\"", "checksum = \"ab\"", "crate alpha 1.2.0")]
    [InlineData("Cargo.lock", "version = \"1.0.0\"\nsource", "version = \"1.0.1\"\nsource", "crate beta 1.0.1")]
    [InlineData("lib/Cargo.toml", "features = [\"b\", \"a\"]", "features = [\"b\"]", "asks target alpha 1.2.0 [b, default]")]
    [InlineData("lib/Cargo.toml", "[dependencies]", "[dependencies]\ngamma = \"0.3\"", "gamma")]
    [InlineData("lib/Cargo.toml", "[dependencies]", "[lib]\nproc-macro = true\n[dependencies]", "asks host alpha")]
    [InlineData("Cargo.toml", "lto = \"thin\"", "lto = \"thin\"\nopt-level = 2", "profile.release.opt-level = 2")]
    [InlineData("Cargo.toml", "lto = \"thin\"", "lto = \"thin\"\n[profile.release.package.beta]\nopt-level = 2", "profile.release.package.beta.opt-level = 2")]
    [InlineData("Cargo.toml", "resolver = \"2\"", "resolver = \"2\"\n[patch.crates-io]\nbeta = { git = \"https://example.invalid/b\" }", "patch.crates-io.beta.git")]
    [InlineData("Cargo.toml", "resolver = \"2\"", "resolver = \"1\"", "resolver 1")]
    [InlineData(".cargo/config.toml", "-Cx", "-Cy", "config.build.rustflags")]
    public void With_what_changes_a_compiled_dependency(string file, string from, string to, string expected)
    {
        var (before, after) = BeforeAndAfter(file, from, to);
        Assert.NotEqual(before.Text, after.Text);
        Assert.NotEqual(before.Skeleton, after.Skeleton);
        var moved = after.Text.Split('\n').Except(before.Text.Split('\n'));
        Assert.Contains(moved, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void With_target_flags_toolchain_builder_and_profile()
    {
        using var fixture = new CargoFixture(Files);
        var workspace = fixture.Load();
        var inputs = Inputs("x86_64-unknown-linux-gnu");
        var selection = new CargoSelection { Profile = "release" }.Resolve(workspace);
        string[] keys =
        [
            DependencyKey.Compute(selection, inputs).Sha256,
            DependencyKey.Compute(selection, Inputs("x86_64-unknown-linux-musl")).Sha256,
            DependencyKey.Compute(selection, inputs with { RustFlags = "-Cz" }).Sha256,
            DependencyKey.Compute(selection, inputs with { Toolchain = "1.80" }).Sha256,
            DependencyKey.Compute(selection, inputs with { BuilderImage = "rust:2" }).Sha256,
            DependencyKey.Compute(new CargoSelection { Profile = "dev" }.Resolve(workspace), inputs).Sha256,
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Neither_with_line_ends_nor_with_the_place_of_the_workspace()
    {
        using var fixture = new CargoFixture(Files);
        using var windows = new CargoFixture([.. Files.Select(file => (file.Path, file.Text.Replace("\n", "\r\n", StringComparison.Ordinal)))]);
        Assert.Equal(Describe(fixture), Describe(windows));
        Assert.DoesNotContain('\r', Describe(windows).Skeleton);
    }

    [Fact]
    public void The_text_is_sorted_lines_that_say_what_they_are()
    {
        using var fixture = new CargoFixture(Files);
        Assert.Equal("""
            asks target alpha 1.2.0 [a, b, default]
            asks target beta 1.0.0 [default]
            builder "rust:1"
            config.build.rustflags = ["-Cx"]
            crate alpha 1.2.0 registry+https://github.com/rust-lang/crates.io-index aa
            crate beta 1.0.0 registry+https://github.com/rust-lang/crates.io-index bb
            format 1
            profile release
            profile.release.lto = "thin"
            resolver 2
            rustflags none
            target x86_64-unknown-linux-gnu
            toolchain "stable"

            """, Describe(fixture).Text, ignoreLineEndingDifferences: true);
    }

    private static ((string Text, string Skeleton) Before, (string Text, string Skeleton) After) BeforeAndAfter(string file, string from, string to)
    {
        using var fixture = new CargoFixture(Files);
        var before = Describe(fixture);
        var text = File.ReadAllText(fixture.PathOf(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        fixture.Write(file, text.Replace(from, to, StringComparison.Ordinal));
        if (to.Contains("gamma", StringComparison.Ordinal) && file.StartsWith("lib", StringComparison.Ordinal))
            fixture.Write("Cargo.lock", Lock.Replace("name = \"lib\"\nversion = \"0.1.0\"\ndependencies = [\n", "name = \"lib\"\nversion = \"0.1.0\"\ndependencies = [\n \"gamma\",\n", StringComparison.Ordinal));
        return (before, Describe(fixture));
    }

    private static (string Text, string Skeleton) Describe(CargoFixture fixture)
    {
        var selection = new CargoSelection { Profile = "release" }.Resolve(fixture.Load());
        var inputs = Inputs("x86_64-unknown-linux-gnu");
        return (DependencyKey.Compute(selection, inputs).Text,
            string.Concat(Skeleton.Files(selection, inputs).Select(file => $"=== {file.Key}\n{file.Value}")));
    }

    private static DependencyKeyInputs Inputs(string triple) => new(TargetTriple.Parse(triple), "", "stable", "rust:1");
}
