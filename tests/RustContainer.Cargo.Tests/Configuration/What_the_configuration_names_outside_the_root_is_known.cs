using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Configuration;

public class What_the_configuration_names_outside_the_root_is_known
{
    [Fact]
    public void Files_above_and_included_ones_and_what_they_name()
    {
        using var tree = new ConfigTree(
            (".cargo/config.toml", """
                include = ["../../shared/more.toml"]
                paths = ["../override", "inside"]
                [env]
                A = { value = "../data", relative = true }
                B = { value = "../data2" }
                C = { value = "..", relative = true }
                D = { value = "../absent", relative = true }
                [source.crates-io]
                replace-with = "vendored"
                [source.vendored]
                directory = "../vendor"
                [source.unused]
                directory = "../unused"
                """),
            ("../.cargo/config.toml", """
                [build]
                rustc-wrapper = "tools/wrap.sh"
                rustc = "rustc"
                target-dir = "out"
                [target.x86_64-unknown-linux-gnu]
                linker = "tools/link.sh"
                runner = "tools/run.sh --fast"
                [target.'cfg(unix)']
                runner = ["ws/tools/run.sh", "x"]
                linker = "/usr/bin/clang"
                [http]
                cainfo = "ca.pem"
                """),
            ("../shared/more.toml", "[env]\nE = { value = 'side', relative = true }"),
            ("../override/x", ""), ("inside/x", ""), ("../data/x", ""), ("../data2/x", ""), ("../vendor/x", ""), ("../unused/x", ""),
            ("../tools/wrap.sh", ""), ("../tools/link.sh", ""), ("../tools/run.sh", ""), ("tools/run.sh", ""), ("../ca.pem", ""), ("../side/x", ""));
        var config = tree.Read()!;
        Assert.Equal(
            new[]
            {
                "../.cargo/config.toml", "../shared/more.toml", "../override", "../data", "../vendor", "../tools/wrap.sh", "../tools/link.sh",
                "../tools/run.sh", "../ca.pem", "../side",
            }.Select(tree.PathOf).Order(StringComparer.Ordinal), config.OutsidePaths.Order(StringComparer.Ordinal));
        Assert.Equal([tree.PathOf("../out")], config.OutputDirectories);
        Assert.Subset(CargoWorkspace.Load(tree.Root).OutsidePaths.ToHashSet(), config.OutsidePaths.ToHashSet());
    }

    [Fact]
    public void Paths_of_other_files_are_told_as_the_roots_own_would_be()
    {
        using var tree = new ConfigTree(
            (".cargo/config.toml", "include = ['deep/more.toml']\n[build]\nrustc = 'tools/a'"),
            (".cargo/deep/more.toml", "paths = ['x']\n[build]\nrustc-wrapper = './tool'"),
            ("../.cargo/config.toml", "paths = ['x', '/abs']\n[build]\nrustdoc = 'ws/rustdoc'\ntarget-dir = 'target'\n[target.a]\nlinker = 'ws/ld'\n" +
                "runner = ' ws/tools/run --now'\n[target.b]\nrunner = ['run', 'ws/x']\nlinker = 'ld'"));
        Assert.Equal("""
            paths = ["../x", "/abs", ".cargo/x"]

            [build]
            rustc-wrapper = ".cargo/tool"
            rustc = "tools/a"
            rustdoc = "./rustdoc"
            target-dir = "../target"

            [target.a]
            linker = "./ld"
            runner = "tools/run --now"

            [target.b]
            runner = ["run", "ws/x"]
            linker = "ld"

            """, tree.Read()!.Text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_recipe_has_all_of_it_in_one_file_and_a_lone_file_as_it_is()
    {
        using var tree = new ConfigTree((".cargo/config.toml", "include = ['a.toml'] # why"), (".cargo/a.toml", "[build]\nrustflags = ['-Ca']"));
        Assert.Contains("\"config_file\":\"[build]\\nrustflags = [\\\"-Ca\\\"]\\n\"", Recipe.ToJson(CargoWorkspace.Load(tree.Root)), StringComparison.Ordinal);
        File.WriteAllText(tree.PathOf(".cargo/config.toml"), "[build] # why\r\njobs=1");
        Assert.Contains("\"config_file\":\"[build] # why\\njobs=1\"", Recipe.ToJson(CargoWorkspace.Load(tree.Root)), StringComparison.Ordinal);
    }

    [Fact]
    public void Cargo_finds_a_path_where_the_text_says()
    {
        // The same tree twice: as files, and as the one text that stands for them.
        using var tree = new ConfigTree(
            ("../.cargo/config.toml", "include = ['more.toml']\n[build]\nrustc = 'ws/absent-rustc'"), ("../.cargo/more.toml", "[env]\nA = { value = 'x', relative = true }"));
        using var flat = new ConfigTree((".cargo/config.toml", tree.Read()!.Text));
        Assert.Equal("[env.A]\nvalue = \"../x\"\nrelative = true\n\n[build]\nrustc = \"./absent-rustc\"\n", tree.Read()!.Text, ignoreLineEndingDifferences: true);
        foreach (var here in (ConfigTree[])[tree, flat])
            Assert.Contains($"{here.Root}/absent-rustc", here.Run("check").Error.Replace("/./", "/", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[source.crates-io]\nreplace-with = 'v'\n[source.v]\ndirectory = 'ROOT/vendor'", 4, "`source.v.directory`", "write \"vendor\"")]
    [InlineData("paths = ['ROOT/x']", 1, "`paths`", "write \"x\"")]
    [InlineData("[resolver]\nlockfile-path = 'other/Cargo.lock'", 2, "`resolver.lockfile-path`", "remove the key")]
    public void What_the_container_cannot_have_is_an_error_with_its_place(string config, int line, string key, string remedy)
    {
        using var tree = new ConfigTree(("vendor/x", ""));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(tree.PathOf(".cargo")).FullName, "config.toml"), config.Replace("ROOT", tree.Root, StringComparison.Ordinal));
        var error = Assert.Throws<CodedException>(() => tree.Read()).Diagnostic;
        Assert.Equal((CargoCodes.InvalidConfig, tree.PathOf(".cargo/config.toml"), line), (error.Code, error.File, error.Line));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[source.crates-io]\nreplace-with = 'v'\n[source.v]\ndirectory = '/usr/share/cargo/registry'")]
    [InlineData("[source.v]\ndirectory = 'ROOT/vendor'")]
    [InlineData("include = [{ path = '/etc/cargo/more.toml', optional = true }]")]
    [InlineData("[resolver]\nlockfile-path = 'Cargo.lock'")]
    public void What_the_container_may_have_is_left_to_cargo(string config)
    {
        using var tree = new ConfigTree((".cargo/x", ""));
        File.WriteAllText(tree.PathOf(".cargo/config.toml"), config.Replace("ROOT", tree.Root, StringComparison.Ordinal));
        Assert.Empty(tree.Read()!.OutsidePaths);
    }

    [Fact]
    public void An_include_by_an_absolute_path_is_refused()
    {
        using var tree = new ConfigTree((".cargo/config.toml", "include = ['/etc/cargo/more.toml']"));
        var error = Assert.Throws<CodedException>(() => tree.Read()).Diagnostic;
        Assert.Equal((CargoCodes.InvalidInclude, 1, 12), (error.Code, error.Line, error.Column));
    }
}
