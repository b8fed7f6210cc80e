using System.Text.Json;
using RustContainer.Cargo.Recipes;
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
        var tree = RecipeTree.Describe(json);
        Assert.DoesNotContain("3.", tree, StringComparison.Ordinal);
        Assert.DoesNotContain("lints", tree, StringComparison.Ordinal);
        var paths = JsonDocument.Parse(json).RootElement.GetProperty("skeleton").GetProperty("manifests").EnumerateArray()
            .Select(manifest => manifest.GetProperty("relative_path").GetString());
        Assert.Equal(["Cargo.toml", "a/Cargo.toml", "a-b/Cargo.toml"], paths);
        Assert.EndsWith("\"rust_toolchain_file\":[\"Bare\",\"stable\\n\"]}}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void One_binary_needs_less()
    {
        using var fixture = Workspace();
        var tree = RecipeTree.Describe(Recipe.ToJson(fixture.Load(), "b"));
        Assert.DoesNotContain("a/Cargo.toml", tree, StringComparison.Ordinal);
        Assert.DoesNotContain("unused", tree, StringComparison.Ordinal);
        Assert.Contains("members = [\"a-b\"]", tree, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_and_the_place_of_the_workspace_change_nothing()
    {
        using var fixture = Workspace();
        using var windows = Workspace(text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(Recipe.ToJson(fixture.Load()), Recipe.ToJson(windows.Load()));
        Assert.DoesNotContain("\\r", Recipe.ToJson(windows.Load()), StringComparison.Ordinal);
    }
}
