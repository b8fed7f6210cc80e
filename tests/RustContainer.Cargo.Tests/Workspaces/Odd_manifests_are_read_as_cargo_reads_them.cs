namespace RustContainer.Cargo.Tests.Workspaces;

public class Odd_manifests_are_read_as_cargo_reads_them
{
    private const string Head = "[package]\nname = \"app\"\nversion = \"1.2.3\"\nedition = \"2021\"\n";

    [Fact]
    public void Keys_that_say_what_is_so_anyway()
    {
        using var fixture = CargoFixture.Package("""
            [package]
            name = "app"
            version = " 1.2.3 "
            edition = "2021"
            publish = true
            resolver = "2"
            unknown = { anything = 1979-05-27 }
            [package.metadata]
            version = [1, "two"]
            [dependencies]
            same = { package = "same", version = "1", optional = false, unknown = 1, workspace = "no" }
            named = { version = "1", registry = "crates-io" }
            dots = { git = "https://example.invalid/dots.git", rev = "a" }
            shared = { workspace = true, optional = true }
            [target.'cfg(unix)'.dependencies]
            dots = { git = "https://example.invalid/dots.git", rev = "a" }
            [workspace.dependencies]
            shared = { version = "1", optional = false, public = false }
            """, "src/lib.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Fields_that_only_a_registry_needs_are_inherited_too()
    {
        using var fixture = CargoFixture.Package("""
            [package]
            name = "app"
            version.workspace = true
            homepage.workspace = true
            documentation.workspace = true
            readme.workspace = true
            keywords.workspace = true
            categories.workspace = true
            exclude.workspace = true
            include.workspace = true
            publish.workspace = true
            license-file.workspace = true
            [workspace.package]
            version = "1.0.0"
            homepage = "https://example.invalid"
            documentation = "https://example.invalid/docs"
            keywords = []
            categories = []
            exclude = ["old"]
            include = []
            publish = ["ours"]
            license-file = "LICENSE"
            """, "src/lib.rs", "README.txt");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void One_repository_written_in_two_ways()
    {
        using var fixture = CargoFixture.Package(Head + """
            [dependencies]
            dots = { git = "https://example.invalid/dots.git" }
            [dev-dependencies]
            dots = { git = "https://example.invalid/dots/" }
            """, "src/lib.rs");
        fixture.Load();
        Assert.Equal(0, fixture.Cargo("metadata", "--no-deps", "--offline", "--format-version", "1").ExitCode);
    }

    [Theory]
    [InlineData("cfg( unix )")]
    [InlineData("cfg(all())")]
    [InlineData("cfg(any(unix,windows,))")]
    [InlineData("cfg(not(any(target_os=\"linux\", target_vendor = \"a b\")))")]
    [InlineData("cfg(false)")]
    [InlineData("cfg(any(r#all, r#true))")]
    [InlineData("thumbv8m.main-none-eabihf")]
    public void Platforms(string platform)
    {
        using var fixture = CargoFixture.Package(Head + $"[target.'{platform}'.dependencies]\nplain = \"1\"\n", "src/lib.rs");
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Lints_and_profiles_in_every_form()
    {
        using var fixture = CargoFixture.Package(Head + """
            [lints.rust]
            unsafe_code = "forbid"
            unexpected_cfgs = { level = "warn", priority = -1, check-cfg = ['cfg(loom)'] }
            [profile.dev]
            opt-level = 1
            debug = "line-tables-only"
            split-debuginfo = "packed"
            strip = false
            [profile.release]
            opt-level = "z"
            debug = 0
            lto = "fat"
            codegen-units = 1
            panic = "abort"
            strip = "symbols"
            unknown = []
            [profile.release.build-override]
            opt-level = 3
            codegen-units = 16
            [profile.release.package."*"]
            opt-level = 2
            [profile.release.package."app@1.2"]
            debug = true
            [profile.release.package."https://example.invalid/app#1.0.0"]
            debug = false
            [profile.very-fast]
            inherits = "fast"
            [profile.fast]
            inherits = "release"
            [profile.bench]
            [profile.doc]
            """, "src/lib.rs");
        CargoMetadata.AssertAgrees(fixture);
        // Which profile inherits from which, cargo looks at when it builds.
        Assert.Equal(0, fixture.Cargo("check", "--offline").ExitCode);
    }

    [Fact]
    public void A_profile_of_the_manifest_inherits_what_the_configuration_says()
    {
        using var fixture = CargoFixture.Package(Head + "[profile.fast]\nlto = true\n", "src/lib.rs")
            .Write(".cargo/config.toml", "[profile.fast]\ninherits = \"base\"\n[profile.base]\ninherits = \"release\"\n");
        fixture.Load();
        Assert.Equal(0, fixture.Cargo("check", "--offline").ExitCode);
    }

    [Fact]
    public void Keys_of_nightly_toolchains()
    {
        using var fixture = CargoFixture.Package("""
            cargo-features = ["different-binary-name", "multiple-build-scripts", "path-bases", "public-dependency", "per-package-target",
                "codegen-backend", "profile-rustflags", "trim-paths", "panic-immediate-abort"]
            [package]
            name = "app"
            version = "1.2.3"
            edition = "2021"
            build = ["one.rs", "two.rs"]
            default-target = "x86_64-unknown-linux-musl"
            [[bin]]
            name = "tool"
            path = "src/main.rs"
            filename = "007tool"
            [dependencies]
            inner = { base = "workspace", path = "inner", public = true }
            maker = { version = "1", artifact = ["bin:make", "cdylib"], lib = true, target = "x86_64-unknown-linux-musl" }
            [build-dependencies]
            helper = { version = "1", artifact = "bin", target = "target" }
            [profile.release]
            trim-paths = ["macro", "object"]
            codegen-backend = "llvm"
            rustflags = ["-Zthreads=2"]
            panic = "immediate-abort"
            [workspace]
            """, "src/main.rs", "one.rs", "two.rs", "inner/src/lib.rs").Write("inner/Cargo.toml", Head.Replace("app", "inner", StringComparison.Ordinal));
        CargoMetadata.AssertAgrees(fixture, environment: CargoMetadata.Nightly);
        var artifacts = new RustContainer.Cargo.Selection.CargoSelection().Resolve(fixture.Load())
            .Artifacts(RustContainer.Cargo.Selection.TargetTriple.Parse("x86_64-pc-windows-gnu"));
        Assert.Equal("007tool.exe", Assert.Single(artifacts).FileName);
    }

    [Fact]
    public void A_lock_beside_a_member_is_not_the_workspaces()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"app\"]\n"), ("app/Cargo.toml", Head), ("app/src/lib.rs", ""), ("app/Cargo.lock", "no lock"));
        Assert.Null(fixture.Load("app/Cargo.toml").Lock);

        fixture.Write("Cargo.lock", "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"1.2.3\"\n");
        Assert.Equal("app", Assert.Single(fixture.Load("app/Cargo.toml").Lock!.Packages).Name);
    }

    [Fact]
    public void Members_of_different_editions_inherit_one_dependency_each_in_their_way()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\nmembers = [\"old\", \"new\"]\nresolver = \"2\"\n[workspace.dependencies]\n" +
                "plain = \"1\"\nsome = { version = \"1\", default-features = false, features = [\"a\"] }\n"),
            ("old/Cargo.toml", "[package]\nname = \"old\"\nedition = \"2021\"\n[dependencies]\nplain.workspace = true\n" +
                "some = { workspace = true, default_features = true, features = [\"b\"] }\n"),
            ("old/src/lib.rs", ""),
            ("new/Cargo.toml", "[package]\nname = \"new\"\nedition = \"2024\"\n[dependencies]\nplain = { workspace = true, optional = true }\n" +
                "some.workspace = true\n"),
            ("new/src/lib.rs", ""));
        CargoMetadata.AssertAgrees(fixture);
    }

    [Fact]
    public void Names_and_editions_of_nightly_toolchains()
    {
        using var fixture = CargoFixture.Package("""
            cargo-features = ["open-namespaces", "unstable-editions"]
            [package]
            name = "app::part"
            edition = "future"
            [lib]
            name = "part"
            """, "src/lib.rs");
        CargoMetadata.AssertAgrees(fixture, environment: CargoMetadata.Nightly);
    }

    [Theory]
    [InlineData("metabuild = [\"maker\"]\n", "")]
    [InlineData("", "[dependencies]\ninner = { base = \"elsewhere\", path = \"inner\" }\n")]
    public void Keys_of_nightly_toolchains_that_are_not_supported_are_named(string package, string rest)
    {
        using var fixture = CargoFixture.Package(Head + package + rest, "src/lib.rs");
        var error = Assert.Throws<RustContainer.Contract.CodedException>(() => fixture.Load());
        Assert.Equal(CargoCodes.UnsupportedFeature, error.Diagnostic.Code);
    }
}
