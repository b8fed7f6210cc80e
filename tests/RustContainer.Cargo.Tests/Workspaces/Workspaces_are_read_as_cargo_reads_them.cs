namespace RustContainer.Cargo.Tests.Workspaces;

public class Workspaces_are_read_as_cargo_reads_them
{
    private const string Minimal = "[package]\nname = \"app\"\nversion = \"1.2.3\"\nedition = \"2021\"\n";

    [Fact]
    public void A_single_package_with_every_kind_of_target()
    {
        using var fixture = CargoFixture.Package(Minimal + """
            build = "scripts/make.rs"
            default-run = "two"
            links = "z"
            rust-version = "1.70"
            license = "MIT"
            [lib]
            crate-type = ["cdylib", "rlib"]
            [[bin]]
            name = "two"
            required-features = ["extra"]
            [[example]]
            name = "plug"
            crate-type = ["staticlib"]
            path = "examples/./sub/../p.rs"
            [[test]]
            name = "own"
            harness = false
            [features]
            extra = []
            """, "src/lib.rs", "src/main.rs", "src/bin/two.rs", "src/bin/three/main.rs", "src/bin/.hidden.rs", "src/bin/noise.txt",
            "src/bin/empty/other.rs", "scripts/make.rs", "examples/p.rs", "examples/e.rs", "examples/multi/main.rs", "tests/own.rs",
            "tests/t.rs", "benches/b.rs", "build.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Theory]
    [InlineData("2015", "")]
    [InlineData("2018", "")]
    [InlineData("2015", "autobins = true\n")]
    [InlineData("2018", "autobins = false\nautotests = false\n")]
    [InlineData("2021", "autoexamples = false\nautobenches = false\nbuild = false\n")]
    public void Discovery_by_edition_and_switch(string edition, string switches)
    {
        using var fixture = CargoFixture.Package($"""
            [package]
            name = "my-app"
            edition = "{edition}"
            {switches}
            [[bin]]
            name = "named"
            path = "src/bin/other.rs"
            [[bin]]
            name = "third"
            """, "src/lib.rs", "src/main.rs", "src/bin/other.rs", "src/bin/third.rs", "src/bin/fourth.rs", "tests/t.rs", "benches/b.rs",
            "examples/e.rs", "build.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Edition_2015_keeps_its_old_places()
    {
        using var fixture = CargoFixture.Package("""
            [package]
            name = "old"
            [lib]
            name = "elder"
            [[bin]]
            name = "tool"
            [[bench]]
            name = "bench"
            """, "src/elder.rs", "src/main.rs", "src/bench.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void A_library_that_is_switched_off_is_none()
    {
        using var fixture = CargoFixture.Package(Minimal + "autolib = false\n", "src/lib.rs", "src/main.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Dependencies_of_every_kind()
    {
        using var fixture = CargoFixture.Package(Minimal + """
            [dependencies]
            plain = "1"
            exact = "=1.2.3"
            range = ">=1.2, <1.5"
            wild = "1.*"
            any = "*"
            pre = "1.0.0-alpha.1"
            tilde = "~1.4"
            renamed = { package = "real-name", version = "0.3", features = ["b", "a"], default-features = false }
            maybe = { version = "2", optional = true }
            hidden = { version = "2", optional = true }
            repo = { git = "https://example.invalid/r.git", branch = "main" }
            tagged = { git = "https://example.invalid/t.git", tag = "v1" }
            pinned = { git = "https://example.invalid/p.git", rev = "abc123", version = "1" }
            index = { version = "1", registry-index = "https://example.invalid/index" }
            [dev-dependencies]
            plain = { version = "1", features = ["test"] }
            [build-dependencies]
            cc = "1.0"
            [target.'cfg(unix)'.dependencies]
            nix = "0.29"
            [target.x86_64-pc-windows-msvc.build-dependencies]
            winres = "0.1"
            [target.'cfg(any(windows, target_os = "macos"))'.dev-dependencies]
            late = "3"
            [features]
            default = ["std"]
            std = ["plain/std", "maybe?/std"]
            full = ["dep:hidden", "std"]
            """, "src/lib.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Theory]
    [InlineData("x/**")]
    [InlineData("x/**/**")]
    [InlineData("**/in/")]
    [InlineData("**/x/**/in")]
    public void Members_by_a_pattern_over_many_levels(string pattern)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[workspace]\nmembers = [\"{pattern}\"]\nresolver = \"2\"\n"),
            ("x/in/Cargo.toml", Crate("in", "[lib]\npath = \"lib.rs\"\n")), ("x/in/lib.rs", ""),
            ("x/in/deep/Cargo.toml", Crate("deep", "[lib]\npath = \"lib.rs\"\n")), ("x/in/deep/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Members_by_name_by_glob_and_by_path_dependency_less_the_excluded()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", """
                [workspace]
                members = ["app", "crates/*", "tools/t[ab]", "deep/**/leaf", "./odd/../odd"]
                exclude = ["crates/out", "vendor"]
                resolver = "2"
                """),
            ("app/Cargo.toml", Crate("app", "[dependencies]\nreached = { path = \"../reached\" }\nv = { path = \"../vendor/v\" }\n")),
            ("app/src/main.rs", ""),
            ("reached/Cargo.toml", Crate("reached", "[build-dependencies]\nalso = { path = \"inner\" }\n")),
            ("reached/src/lib.rs", ""),
            ("reached/inner/Cargo.toml", Crate("also")), ("reached/inner/src/lib.rs", ""),
            ("vendor/v/Cargo.toml", Crate("v")), ("vendor/v/src/lib.rs", ""),
            ("crates/one/Cargo.toml", Crate("one")), ("crates/one/src/lib.rs", ""),
            ("crates/out/Cargo.toml", Crate("out")), ("crates/out/src/lib.rs", ""),
            ("crates/notes.txt", ""),
            ("tools/ta/Cargo.toml", Crate("ta")), ("tools/ta/src/lib.rs", ""),
            ("tools/tc/Cargo.toml", Crate("tc")), ("tools/tc/src/lib.rs", ""),
            ("deep/x/y/leaf/Cargo.toml", Crate("leaf")), ("deep/x/y/leaf/src/lib.rs", ""),
            ("odd/Cargo.toml", Crate("odd")), ("odd/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture);
        CargoMetadata.AssertAgrees(fixture, "crates/one/Cargo.toml");
        Assert.Equal("vendor/v", Assert.Single(fixture.Load().PathPackages).Directory);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("default-members = [\"a\", \"c*\"]", false)]
    [InlineData("", true)]
    [InlineData("default-members = [\".\", \"a\"]", true)]
    public void Default_members(string defaults, bool withRootPackage)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[workspace]\nmembers = [\"a\", \"b\", \"c1\"]\n{defaults}\n{(withRootPackage ? Crate("root") : "")}"),
            ("src/lib.rs", ""),
            ("a/Cargo.toml", Crate("a")), ("a/src/lib.rs", ""),
            ("b/Cargo.toml", Crate("b")), ("b/src/lib.rs", ""),
            ("c1/Cargo.toml", Crate("c1")), ("c1/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture);
        CargoMetadata.AssertAgrees(fixture, "b/Cargo.toml");
    }

    [Theory]
    [InlineData("2021")]
    [InlineData("2024")]
    public void Fields_and_dependencies_inherited_from_the_root(string edition)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $$"""
                [workspace]
                members = ["app"]
                [workspace.package]
                version = "4.5.6"
                edition = "{{edition}}"
                license = "MIT OR Apache-2.0"
                description = "ours"
                rust-version = "1.85"
                [workspace.dependencies]
                plain = "1.2"
                bare = { version = "2", default-features = false, features = ["base"] }
                on = { version = "2", default-features = false }
                other = { package = "really", version = "0.5" }
                inner = { path = "libs/inner", version = "0.1" }
                [workspace.lints.rust]
                unsafe_code = "forbid"
                """),
            ("app/Cargo.toml", """
                [package]
                name = "app"
                version.workspace = true
                edition = { workspace = true }
                license.workspace = true
                description.workspace = true
                rust-version.workspace = true
                [dependencies]
                plain.workspace = true
                bare = { workspace = true, features = ["more"], optional = true }
                on = { workspace = true, default-features = true }
                other = { workspace = true }
                [target.'cfg(unix)'.dev-dependencies]
                inner = { workspace = true }
                [lints]
                workspace = true
                """),
            ("app/src/main.rs", ""),
            ("libs/inner/Cargo.toml", Crate("inner", version: "0.1.9")), ("libs/inner/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void A_member_that_points_to_its_root()
    {
        using var fixture = new CargoFixture(
            ("root/Cargo.toml", "[workspace]\nmembers = [\"../side\"]\n"),
            ("side/Cargo.toml", "[package]\nname = \"side\"\nworkspace = \"../root\"\n"),
            ("side/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture, "side/Cargo.toml");
        Assert.Equal([fixture.PathOf("side")], fixture.Load("side").OutsidePaths);
    }

    [Fact]
    public void A_package_without_a_workspace_leaves_its_path_dependencies_outside()
    {
        using var fixture = new CargoFixture(
            ("app/Cargo.toml", Crate("app", "[dependencies]\nlib = { path = \"../lib\" }\ninner = { path = \"inner\" }\n")),
            ("app/src/main.rs", ""),
            ("app/inner/Cargo.toml", Crate("inner")), ("app/inner/src/lib.rs", ""),
            ("lib/Cargo.toml", Crate("lib", "[dependencies]\nfar = { path = \"../far/away\" }\n")), ("lib/src/lib.rs", ""),
            ("far/away/Cargo.toml", Crate("far")), ("far/away/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture, "app/Cargo.toml");
        var workspace = fixture.Load("app");
        Assert.Equal(["../far/away", "../lib", "inner"], workspace.PathPackages.Select(package => package.Directory));
        Assert.Equal([fixture.PathOf("far/away"), fixture.PathOf("lib")], workspace.OutsidePaths);
    }

    [Fact]
    public void Crlf_manifests_say_the_same()
    {
        using var fixture = CargoFixture.Package((Minimal + "[dependencies]\nplain = { version = \"1\" }\n").Replace("\n", "\r\n", StringComparison.Ordinal),
            "src/main.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    private static string Crate(string name, string rest = "", string version = "0.1.0") =>
        $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{rest}";
}
