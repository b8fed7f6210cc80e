using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Workspaces;

public class A_wrong_manifest_is_one_error_with_its_place
{
    private const string Head = "[package]\nname = \"app\"\nversion = \"1.0.0\"\nedition = \"2021\"\n";

    [Theory]
    [InlineData("RUSTPROJ3001", 1, 9, "[package\n")]
    [InlineData("RUSTPROJ3004", 1, 1, "[dependencies]\n")]
    [InlineData("RUSTPROJ3004", 1, 1, "[package]\nversion = \"1.0.0\"\n")]
    [InlineData("RUSTPROJ3003", 2, 8, "[package]\nname = 1\n")]
    [InlineData("RUSTPROJ3003", 1, 11, "package = 3\n")]
    [InlineData("RUSTPROJ3003", 6, 5, Head + "[dependencies]\na = 3\n")]
    [InlineData("RUSTPROJ3003", 6, 17, Head + "[dependencies]\na = { version = 1 }\n")]
    [InlineData("RUSTPROJ3005", 2, 8, "[package]\nname = \"a b\"\n")]
    [InlineData("RUSTPROJ3005", 2, 8, "[package]\nname = \"1a\"\n")]
    [InlineData("RUSTPROJ3005", 6, 1, Head + "[[bin]]\nname = \"deps\"\npath = \"x.rs\"\n")]
    [InlineData("RUSTPROJ3005", 6, 1, Head + "[lib]\nname = \"a-b\"\n")]
    [InlineData("RUSTPROJ3005", 6, 1, Head + "[features]\n\"a/b\" = []\n")]
    [InlineData("RUSTPROJ3006", 3, 1, "[package]\nname = \"app\"\nedition = \"2022\"\n")]
    [InlineData("RUSTPROJ3006", 6, 1, Head + "[workspace]\nresolver = \"9\"\n")]
    [InlineData("RUSTPROJ3007", 3, 11, "[package]\nname = \"app\"\nversion = \"1.0\"\n")]
    [InlineData("RUSTPROJ3007", 6, 1, Head + "[dependencies]\na = \"one\"\n")]
    [InlineData("RUSTPROJ3008", 5, 2, Head + "[replace]\n[patch.crates-io]\n")]
    [InlineData("RUSTPROJ3008", 1, 2, "[dependencies]\n[workspace]\n")]
    [InlineData("RUSTPROJ3009", 6, 12, Head + "[workspace]\nmembers = [\"a**\"]\n")]
    [InlineData("RUSTPROJ3020", 6, 12, Head + "[workspace]\nmembers = [\"absent\"]\n")]
    [InlineData("RUSTPROJ3020", 6, 20, Head + "[workspace]\ndefault-members = [\"empty\"]\n")]
    [InlineData("RUSTPROJ3022", 2, 8, Head + "[workspace]\nmembers = [\"twin\"]\n")]
    [InlineData("RUSTPROJ3023", 1, 1, Head + "[workspace]\nmembers = [\"nested\"]\n")]
    [InlineData("RUSTPROJ3023", 5, 1, Head + "workspace = \"empty\"\n")]
    [InlineData("RUSTPROJ3024", 3, 1, "[package]\nname = \"app\"\nversion.workspace = true\n[workspace]\n")]
    [InlineData("RUSTPROJ3024", 3, 1, "[package]\nname = \"app\"\nversion.workspace = true\n")]
    [InlineData("RUSTPROJ3024", 6, 1, Head + "[dependencies]\na.workspace = true\n[workspace]\n")]
    [InlineData("RUSTPROJ3024", 6, 1, Head + "[lints]\nworkspace = true\n[workspace]\n")]
    [InlineData("RUSTPROJ3026", 8, 1, Head + "[[bin]]\nname = \"x\"\npath = \"1.rs\"\n[[bin]]\nname = \"x\"\npath = \"2.rs\"\n")]
    [InlineData("RUSTPROJ3027", 6, 1, Head + "[[bin]]\nname = \"x\"\n")]
    [InlineData("RUSTPROJ3027", 5, 1, Head + "[lib]\ntest = false\n", "src/main.rs")]
    [InlineData("RUSTPROJ3028", 5, 1, Head + "[[bin]]\npath = \"x.rs\"\n")]
    [InlineData("RUSTPROJ3028", 5, 1, Head + "[lib]\ncrate-type = [\"dylib\", \"cdylib\"]\n")]
    [InlineData("RUSTPROJ3028", 5, 1, Head + "[lib]\ncrate-type = [\"proc-macro\", \"lib\"]\n")]
    [InlineData("RUSTPROJ3028", 5, 1, Head + "[[bin]]\nname = \"x\"\npath = \"x.rs\"\ncrate-type = [\"lib\"]\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dependencies]\na = { optional = true }\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dependencies]\na = { git = \"https://x.invalid\", path = \"p\" }\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dependencies]\na = { git = \"https://x.invalid\", tag = \"t\", branch = \"b\" }\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dependencies]\na = { version = \"1\", rev = \"b\" }\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dependencies]\na = { version = \"1\", features = [\"b/c\"] }\n")]
    [InlineData("RUSTPROJ3029", 6, 1, Head + "[dev-dependencies]\na = { version = \"1\", optional = true }\n")]
    [InlineData("RUSTPROJ3030", 6, 1, Head + "[dependencies]\na = { path = \"absent\" }\n[workspace]\n")]
    [InlineData("RUSTPROJ3031", 6, 6, Head + "[features]\na = [\"nope\"]\n")]
    [InlineData("RUSTPROJ3031", 8, 6, Head + "[dependencies]\nb = \"1\"\n[features]\na = [\"dep:b\"]\n")]
    [InlineData("RUSTPROJ3031", 8, 6, Head + "[dependencies]\nb = \"1\"\n[features]\na = [\"b?/c\"]\n")]
    [InlineData("RUSTPROJ3032", 5, 1, Head + "default-run = \"nope\"\n")]
    public void Cargo_refuses_it_too(string code, int line, int column, string manifest, params string[] sources)
    {
        using var fixture = CargoFixture.Package(manifest, sources.Length > 0 ? sources : ["src/lib.rs", "src/main.rs", "empty/x"]);
        fixture.Write("twin/Cargo.toml", Head).Write("twin/src/lib.rs", "");
        fixture.Write("nested/Cargo.toml", "[workspace]\n[package]\nname = \"nested\"\n").Write("nested/src/lib.rs", "");

        var error = Assert.Throws<CodedException>(() => fixture.Load());

        Assert.Equal((code, line, column), (error.Diagnostic.Code, error.Diagnostic.Line, error.Diagnostic.Column));
        Assert.EndsWith("Cargo.toml", error.Diagnostic.File, StringComparison.Ordinal);
        // Some errors are kept by cargo until it builds.
        Assert.True(fixture.Cargo("metadata", "--no-deps", "--offline", "--format-version", "1").ExitCode != 0
            || fixture.Cargo("build", "--offline").Error.Contains("can't have", StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_without_a_target_names_the_files_it_lacks()
    {
        using var fixture = CargoFixture.Package(Head);
        Assert.Contains("src/main.rs", Refusal(fixture, CargoCodes.NoTargets), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_below_a_workspace_that_does_not_list_it_is_told_how_to_join()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[workspace]\n"), ("stray/Cargo.toml", "[package]\nname = \"stray\"\n"), ("stray/src/lib.rs", ""));
        Assert.Contains("Add \"stray\" to `workspace.members`", Refusal(fixture, CargoCodes.NotAMember, "stray/Cargo.toml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_is_not_there_is_named()
    {
        using var fixture = new CargoFixture();
        Assert.Contains(fixture.PathOf("Cargo.toml"), Refusal(fixture, CargoCodes.ManifestMissing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other", "", "is named `lib`")]
    [InlineData("lib", "version = \"2\",", "is version 1.0.0")]
    public void A_path_dependency_must_be_what_it_says(string key, string version, string expected)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", Head + $"[dependencies]\n{key} = {{ {version} path = \"lib\" }}\n"), ("src/lib.rs", ""),
            ("lib/Cargo.toml", "[package]\nname = \"lib\"\nversion = \"1.0.0\"\n"), ("lib/src/lib.rs", ""));
        Assert.Contains(expected, Refusal(fixture, CargoCodes.PathDependencyMissing), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_done_to_a_manifest_gives_a_workspace_or_a_coded_error()
    {
        const string Whole = Head + "default-run = \"x\"\nbuild = \"b.rs\"\n[lib]\ncrate-type = [\"cdylib\", \"lib\"]\n[[bin]]\nname = \"x\"\npath = \"src/main.rs\"\n" +
            "[dependencies]\na = { version = \"1\", features = [\"f\"], optional = true }\nb = { git = \"https://x.invalid\", tag = \"t\" }\nc = { path = \"lib\" }\n" +
            "[target.'cfg(all(unix, not(windows)))'.dependencies]\nd.workspace = true\n[features]\ndefault = [\"dep:a\", \"a?/x\"]\n" +
            "[workspace]\nmembers = [\"l*\", \"[a-z]ib\"]\nexclude = [\"out\"]\n[workspace.dependencies]\nd = \"1\"\n[profile.release]\nlto = true\n[patch.crates-io]\nz = { path = \"lib\" }\n";
        using var fixture = new CargoFixture(("src/main.rs", ""), ("src/lib.rs", ""), ("lib/Cargo.toml", "[package]\nname = \"c\"\n"), ("lib/src/lib.rs", ""));
        var random = new Random(20261121);
        const string Pieces = "[]{}=\"'.,\n#-*?/\\ \0é1atrue";
        for (var round = 0; round < 800; round++)
        {
            var text = Whole.ToCharArray().ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0)
                    text.RemoveRange(at, Math.Min(random.Next(1, 12), text.Count - at));
                else
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }
            fixture.Write("Cargo.toml", new string([.. text]));
            try
            {
                var workspace = fixture.Load();
                var selection = new RustContainer.Cargo.Selection.CargoSelection { AllFeatures = true }.Resolve(workspace);
                Recipe(workspace, selection);
            }
            catch (CodedException error)
            {
                Assert.StartsWith("RUSTPROJ30", error.Diagnostic.Code, StringComparison.Ordinal);
            }
        }
    }

    private static void Recipe(CargoWorkspace workspace, RustContainer.Cargo.Selection.ResolvedSelection selection)
    {
        var triple = RustContainer.Cargo.Selection.TargetTriple.Parse("x86_64-unknown-linux-gnu");
        _ = RustContainer.Cargo.Recipes.Recipe.ToJson(workspace);
        _ = RustContainer.Cargo.Keys.Skeleton.Files(selection, new(triple, "", "", ""));
        _ = RustContainer.Cargo.Keys.DependencyKey.Compute(selection, new(triple, "", "", ""));
        _ = RustContainer.Cargo.LockChecking.LockCheck.Differences(workspace);
    }

    private static string Refusal(CargoFixture fixture, string code, string manifest = "Cargo.toml")
    {
        var error = Assert.Throws<CodedException>(() => fixture.Load(manifest));
        Assert.Equal(code, error.Diagnostic.Code);
        return error.Message;
    }
}
