using System.Text.Json;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests.Recipes;

public class A_recipe_is_the_one_that_cargo_chef_makes
{
    /// <summary>Cases that cargo-chef itself printed, where the machine has them: NAME/ beside NAME.recipe.json and NAME.bin-X.recipe.json.</summary>
    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        if (Environment.GetEnvironmentVariable("CARGO_CHEF_RECIPES") is { Length: > 0 } folder)
            data.AddRange([.. Directory.GetFiles(folder, "*.recipe.json").Order(StringComparer.Ordinal)]);
        return data;
    }

    [FolderTheory("CARGO_CHEF_RECIPES")]
    [MemberData(nameof(Cases))]
    public void For_each_recorded_case(string recorded)
    {
        var parts = Path.GetFileName(recorded)[..^".recipe.json".Length].Split(".bin-", 2);
        var workspace = CargoWorkspace.Load(Path.Combine(Path.GetDirectoryName(recorded)!, parts[0], "Cargo.toml"));
        var json = Recipe.ToJson(workspace, parts.Length > 1 ? parts[1] : null);
        Assert.Equal(RecipeTree.Describe(File.ReadAllText(recorded)), RecipeTree.Describe(json));
    }

    private static CargoFixture Workspace(Func<string, string>? edit = null)
    {
        edit ??= text => text;
        return new(
            ("Cargo.toml", edit("[workspace]\nmembers = [\"a-b\", \"a\"]\nresolver = \"2\"\n[workspace.package]\nversion = \"3.0.0\"\n" +
                "[workspace.dependencies]\nb = { path = \"a-b\", version = \"3\" }\nunused = \"1\"\n[workspace.lints.rust]\nunsafe_code = \"deny\"\n")),
            ("a/Cargo.toml", edit("[package]\nname = \"a\"\nversion.workspace = true\nedition = \"2021\"\ndescription = \"\"\"\nTwo\nlines\"\"\"\n" +
                "[dependencies]\nb.workspace = true\n[lints]\nworkspace = true\n")),
            ("a/src/main.rs", ""),
            ("a-b/Cargo.toml", edit("[package]\nname = \"b\"\nversion = \"3.1.0\"\n[features]\nx = []\n")),
            ("a-b/src/lib.rs", ""),
            ("Cargo.lock", edit("version = 4\n\n[[package]]\nname = \"a\"\nversion = \"3.0.0\"\ndependencies = [\n \"b\",\n]\n\n" +
                "[[package]]\nname = \"b\"\nversion = \"3.1.0\"\n")),
            ("rust-toolchain", edit("stable\n")),
            (".cargo/config.toml", edit("[build]\njobs = 2\n")));
    }

    [Fact]
    public void Versions_are_masked_lints_are_gone_and_paths_are_ordered_by_component()
    {
        using var fixture = Workspace();
        var json = Recipe.ToJson(fixture.Load());
        Assert.DoesNotContain("3.", json, StringComparison.Ordinal);
        Assert.DoesNotContain("lints", json, StringComparison.Ordinal);
        var paths = JsonDocument.Parse(json).RootElement.GetProperty("skeleton").GetProperty("manifests").EnumerateArray()
            .Select(manifest => manifest.GetProperty("relative_path").GetString());
        Assert.Equal(["Cargo.toml", "a/Cargo.toml", "a-b/Cargo.toml"], paths);
        Assert.EndsWith("\"rust_toolchain_file\":[\"Bare\",\"stable\\n\"]}}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void One_binary_needs_less()
    {
        using var fixture = Workspace();
        var json = Recipe.ToJson(fixture.Load(), "b");
        Assert.DoesNotContain("a/Cargo.toml", json, StringComparison.Ordinal);
        Assert.DoesNotContain("unused", json, StringComparison.Ordinal);
        Assert.Contains("members = [\"a-b\"]", RecipeTree.Manifest(json, "Cargo.toml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_targets_come_before_found_ones_and_binaries_by_path()
    {
        using var fixture = CargoFixture.Package(
            "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2021\"\n[[test]]\nname = \"z\"\nharness = false\n" +
            "[[bin]]\nname = \"main2\"\npath = \"./src/main.rs\"\n",
            "src/main.rs", "src/bin/b.rs", "src/bin/a/main.rs", "tests/z.rs", "tests/a-b.rs", "tests/a/main.rs");
        var manifest = TomlDocument.Parse(RecipeTree.Manifest(Recipe.ToJson(fixture.Load()), "Cargo.toml"), "Cargo.toml");
        Assert.Equal(["z", "a", "a-b"], Values(manifest, "test", "name"));
        Assert.Equal(["./src/main.rs", "src/bin/a/main.rs", "src/bin/b.rs"], Values(manifest, "bin", "path"));
    }

    [Fact]
    public void Old_spellings_become_new_and_default_features_without_effect_are_dropped()
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2021\"\n[dependencies]\n" +
                "off = { workspace = true, default-features = false }\non = { workspace = true, default-features = false }\nraised = { workspace = true, default-features = true }\n" +
                "[dev_dependencies]\nold = { version = \"1\", default_features = false }\n" +
                "[workspace.dependencies]\noff = { version = \"1\", default-features = false }\non = \"1\"\nraised = { version = \"1\", default-features = false }\n"),
            ("src/lib.rs", ""));
        var manifest = RecipeTree.Manifest(Recipe.ToJson(fixture.Load()), "Cargo.toml");
        var dependencies = (TomlTable)TomlDocument.Parse(manifest, "Cargo.toml")["dependencies"]!;
        Assert.Equal(["raised"], dependencies.Entries.Where(entry => ((TomlTable)entry.Value)["default-features"] is not null).Select(entry => entry.Key));
        Assert.Contains("[dev-dependencies.old]\nversion = \"1\"\ndefault-features = false\n", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_stays_where_an_external_package_of_the_name_has_that_of_the_mask()
    {
        using var fixture = Workspace(text => text.Replace("[[package]]\nname = \"b\"\n", "[[package]]\nname = \"b\"\nversion = \"0.0.1\"\n" +
            "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\n[[package]]\nname = \"b\"\n", StringComparison.Ordinal)
            .Replace(" \"b\",", " \"b 3.1.0\",", StringComparison.Ordinal));
        var json = Recipe.ToJson(fixture.Load());
        Assert.Contains("version = \"3.1.0\"", RecipeTree.Manifest(json, "a-b/Cargo.toml"), StringComparison.Ordinal);
        Assert.Contains("\"b 3.1.0\"", RecipeTree.Describe(json), StringComparison.Ordinal);
        Assert.Contains("version = \"3\"", RecipeTree.Manifest(json, "Cargo.toml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Replacements_that_are_not_local_stay()
    {
        using var fixture = CargoFixture.Package("[package]\nname = \"p\"\nversion = \"1.0.0\"\n[replace]\n\"a:1.0.0\" = { git = \"https://example.org/a\" }\n" +
            "\"b:1.0.0\" = { path = \"b\" }\n", "src/lib.rs");
        var manifest = RecipeTree.Manifest(Recipe.ToJson(fixture.Load()), "Cargo.toml");
        Assert.Contains("[replace.\"a:1.0.0\"]\ngit = \"https://example.org/a\"\n", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("b:1.0.0", manifest, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Values(TomlTable manifest, string list, string key) =>
        ((TomlArray)manifest[list]!).Items.Select(item => ((TomlString)((TomlTable)item)[key]!).Value);

    [Fact]
    public void Line_ends_and_the_place_of_the_workspace_change_nothing()
    {
        using var fixture = Workspace();
        using var windows = Workspace(text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(Recipe.ToJson(fixture.Load()), Recipe.ToJson(windows.Load()));
        Assert.DoesNotContain("\\r", Recipe.ToJson(windows.Load()), StringComparison.Ordinal);
    }
}
