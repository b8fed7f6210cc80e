using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

public class Only_active_configuration_moves_the_key
{
    private const string Triple = "x86_64-unknown-linux-gnu";

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
         "alpha",
        ]

        """;

    [Theory]
    [InlineData("[alias]\nb = 'build'")]
    [InlineData("[term]\nquiet = true\n[doc]\nbrowser = 'x'\n[cargo-new]\nvcs = 'none'\n[cache]\nauto-clean-frequency = 'never'")]
    [InlineData("[future-incompat-report]\nfrequency = 'never'\n[install]\nroot = 'x'")]
    [InlineData("[build]\njobs = 1\ntarget-dir = 'out'\nbuild-dir = 'tmp'\ntarget = 'wasm32-unknown-unknown'\nincremental = false\nrustdocflags = ['-Dx']\nrustc-workspace-wrapper = 'clippy-driver'")]
    [InlineData("[target.aarch64-unknown-linux-gnu]\nrustflags = ['-Cx']\nrunner = 'qemu'")]
    [InlineData("[target.x86_64-pc-windows-msvc]\nrustflags = ['-Cx']\nlinker = 'lld-link'")]
    [InlineData("[target.x86_64-unknown-linux-gnu]\nrunner = ['qemu', 'x']\nrustdocflags = ['-Dx']")]
    [InlineData("[target.'cfg(windows)']\nrustflags = ['-Cx']\nlinker = 'x'")]
    [InlineData("[target.'cfg(some_flag)']\nrustflags = ['-Cx']")]
    [InlineData("[target.'cfg(target_arch = \"aarch64\")']\nrustflags = ['-Cx']")]
    [InlineData("[registry]\ndefault = 'mine'\ntoken = 'x'\n[registries.mine]\ntoken = 'x'")]
    [InlineData("[resolver]\nincompatible-rust-versions = 'allow'")]
    [InlineData("[profile.dev]\nopt-level = 1\n[profile.release.package.other]\nopt-level = 1")]
    [InlineData("[patch.crates-io]\nother = { git = 'https://example.invalid/o' }")]
    [InlineData("paths = ['local']")]
    public void Not_what_is_for_others(string config)
    {
        var (before, after) = (Describe(""), Describe(config));
        Assert.Equal(before.Key, after.Key);
        Assert.Equal(before.Skeleton, after.Skeleton);
    }

    [Theory]
    [InlineData("[net]\nretry = 3", "net.retry", "retry = 3")]
    [InlineData("[http]\nmultiplexing = false", "config.http", "multiplexing = false")]
    [InlineData("[registries.mine]\ncredential-provider = 'cargo:token'", "credential-provider", "credential-provider = \"cargo:token\"")]
    public void What_downloads_need_is_in_the_skeleton_alone(string config, string notInKey, string inSkeleton)
    {
        var (key, skeleton) = Describe(config);
        Assert.DoesNotContain(notInKey, key, StringComparison.Ordinal);
        Assert.Contains(inSkeleton, skeleton, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[build]\nrustflags = ['-Cx']", "config.build.rustflags = [\"-Cx\"]")]
    [InlineData("[build]\nrustc = 'my-rustc'", "config.build.rustc = \"my-rustc\"")]
    [InlineData("[build]\nrustc-wrapper = 'sccache'", "config.build.rustc-wrapper")]
    [InlineData("[target.x86_64-unknown-linux-gnu]\nrustflags = ['-Cx']", "config.target.x86_64-unknown-linux-gnu.rustflags")]
    [InlineData("[target.x86_64-unknown-linux-gnu]\nlinker = 'clang'", "config.target.x86_64-unknown-linux-gnu.linker")]
    [InlineData("[target.x86_64-unknown-linux-gnu.openssl]\nrustc-link-lib = ['ssl']", "config.target.x86_64-unknown-linux-gnu.openssl.rustc-link-lib")]
    [InlineData("[target.aarch64-unknown-linux-gnu]\nlinker = 'clang'", "config.target.aarch64-unknown-linux-gnu.linker")]
    [InlineData("[target.'cfg(unix)']\nrustflags = ['-Cx']", "config.target.cfg(unix).rustflags")]
    [InlineData("[target.'cfg(some_flag)']\nrustflags = ['-Cx']\n[build]\nrustflags = ['--cfg=some_flag']", "config.target.cfg(some_flag).rustflags")]
    [InlineData("[env]\nX = 'y'", "config.env.X = \"y\"")]
    [InlineData("[profile.release]\nopt-level = 1", "config.profile.release.opt-level = 1")]
    [InlineData("[profile.release.package.alpha]\nopt-level = 1", "config.profile.release.package.alpha.opt-level = 1")]
    [InlineData("[source.crates-io]\nreplace-with = 'v'\n[source.v]\ndirectory = 'vendor'", "config.source.v.directory = \"vendor\"")]
    [InlineData("[registries.mine]\nindex = 'sparse+https://example.invalid/'", "config.registries.mine.index")]
    [InlineData("[patch.crates-io]\nalpha = { git = 'https://example.invalid/a' }", "patch.crates-io.alpha.git = \"https://example.invalid/a\"")]
    [InlineData("[unstable]\nbuild-std = ['core']", "config.unstable.build-std")]
    [InlineData("[host]\nrustflags = ['-Cx']", "config.host.rustflags")]
    public void But_what_is_for_these(string config, string line)
    {
        var (before, after) = (Describe(""), Describe(config));
        Assert.NotEqual(before.Skeleton, after.Skeleton);
        Assert.Contains(after.Key.Split('\n').Except(before.Key.Split('\n')), moved => moved.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public void Flags_count_where_cargo_looks_at_them()
    {
        const string Flags = "[build]\nrustflags = ['-Cbuild']\n[target.x86_64-unknown-linux-gnu]\nrustflags = ['-Ctarget']\n[target.'cfg(unix)']\nrustflags = '-Ccfg'\n";
        var both = Describe(Flags).Key;
        Assert.Contains("-Ctarget", both, StringComparison.Ordinal);
        Assert.Contains("-Ccfg", both, StringComparison.Ordinal);
        Assert.DoesNotContain("-Cbuild", both, StringComparison.Ordinal);
        Assert.Contains("-Cbuild", Describe(Flags.Replace("'-Ctarget'", "", StringComparison.Ordinal).Replace("'-Ccfg'", "''", StringComparison.Ordinal)).Key, StringComparison.Ordinal);
        // What is not known to hold does not put the others aside.
        Assert.Contains("-Cbuild", Describe("[build]\nrustflags = ['-Cbuild']\n[target.'cfg(panic = \"abort\")']\nrustflags = ['-Ccfg']").Key, StringComparison.Ordinal);
        Assert.Equal(Describe("", "-Cenv"), Describe(Flags, "-Cenv"));
    }

    [Fact]
    public void It_moves_with_a_file_above_and_with_an_included_one()
    {
        var lines = Describe("include = ['../../shared/flags.toml']", "", ("../shared/flags.toml", "[build]\nrustflags = ['-Cone']"),
            ("../.cargo/config.toml", "[build]\nrustflags = ['-Ctwo']\nrustc-wrapper = 'tools/wrap'")).Key;
        Assert.Contains("config.build.rustflags = [\"-Ctwo\", \"-Cone\"]\n", lines, StringComparison.Ordinal);
        Assert.Contains("config.build.rustc-wrapper = \"../tools/wrap\"\n", lines, StringComparison.Ordinal);
    }

    private static (string Key, string Skeleton) Describe(string config, string rustFlags = "", params (string Path, string Text)[] others)
    {
        using var fixture = new CargoFixture(
        [
            ("up/ws/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nalpha = \"1\"\n"),
            ("up/ws/src/lib.rs", ""), ("up/ws/Cargo.lock", Lock), ("up/ws/.cargo/config.toml", config),
            .. others.Select(other => ($"up/ws/{other.Path}", other.Text)),
        ]);
        var selection = new CargoSelection { Profile = "release" }.Resolve(fixture.Load("up/ws"));
        var inputs = new DependencyKeyInputs(TargetTriple.Parse(Triple), rustFlags, "stable", "rust:1");
        return (DependencyKey.Compute(selection, inputs).Text,
            string.Concat(Skeleton.Files(selection, inputs).Select(file => $"=== {file.Key}\n{file.Value}")));
    }
}
