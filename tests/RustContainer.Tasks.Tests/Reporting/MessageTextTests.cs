using RustContainer.Cargo.Messages;
using RustContainer.Tasks.Reporting;

namespace RustContainer.Tasks.Tests.Reporting;

public sealed class MessageTextTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-text-").FullName;

    [Theory]
    [InlineData("unused variable: `x`\n  note: on by default\n  help: write `_x`", "unused variable: `x`; note: on by default; help: write `_x`")]
    [InlineData("it ends.\n  note: so\n    more of it", "it ends. note: so more of it")]
    [InlineData("failed\n  caused by: this\n  caused by: that", "failed; caused by: this; caused by: that")]
    [InlineData("a short `cargo build` stays", "a short `cargo build` stays")]
    public void Notes_and_causes_are_set_off_in_the_one_line(string text, string expected) => Assert.Equal(expected, MessageText.OneLine(text));

    [Theory]
    [InlineData("`app v0.1.0 (/w/src)`", "`app v0.1.0 (/home/größer als)`")]
    [InlineData("failed to parse manifest at `/w/src/part/Cargo.toml`", "failed to parse manifest at `/home/größer als/part/Cargo.toml`")]
    [InlineData("/w/src/src/main.rs:2: undefined reference", "/home/größer als/src/main.rs:2: undefined reference")]
    [InlineData("/w/srcs and /x/w/src/a.rs and /w/build/a.o", "/w/srcs and /x/w/src/a.rs and /w/build/a.o")]
    public void Names_of_the_builder_become_names_of_this_machine(string text, string expected) =>
        Assert.Equal(expected, new SourcePaths("/home/größer als", "").InText(text));

    [Theory]
    [InlineData("[dependencies]\nother = \"1\"\nserde_json = \"1\"\n", "serde_json", 3, 1)]
    [InlineData("[dependencies.serde]\nversion = \"1\"\n", "serde", 1, 15)]
    [InlineData("[target.'cfg(unix)'.dependencies]\n  \"serde\" = \"1\"\n", "serde", 2, 3)]
    [InlineData("[dependencies]\njson = { package = \"serde\", version = \"1\" }\n", "serde", 2, 20)]
    [InlineData("[dependencies]\nserde_json = \"1\"\n", "serde", 0, 0)]
    [InlineData("[dependencies]\n", null, 0, 0)]
    public void The_line_that_asks_for_a_dependency_is_found(string manifest, string? dependency, int line, int column)
    {
        var path = Path.Combine(_root, "Cargo.toml");
        File.WriteAllText(path, manifest);

        Assert.Equal((line, column), DependencyPlace.Find(path, dependency));
        Assert.Equal((0, 0), DependencyPlace.Find(path + ".gone.toml", dependency));
    }

    [Fact]
    public void A_build_scripts_own_file_is_looked_for_in_the_workspace_and_then_in_its_package()
    {
        Directory.CreateDirectory(Path.Combine(_root, "ws"));
        Directory.CreateDirectory(Path.Combine(_root, "beside"));
        File.WriteAllText(Path.Combine(_root, "beside", "build.rs"), "");
        var panic = Assert.Single(CargoTextError.ParseAll(
            ["error: failed to run custom build command for `beside v0.1.0 (/w/src/beside)`", "  thread 'main' panicked at build.rs:1:13:", "  no"]));
        var paths = new SourcePaths(_root, "ws");

        Assert.Equal(Path.Combine(_root, "beside", "build.rs"), paths.FileOf(panic));
        File.WriteAllText(Path.Combine(_root, "ws", "build.rs"), "");
        Assert.Equal(Path.Combine(_root, "ws", "build.rs"), paths.FileOf(panic));
        Assert.Null(paths.FileOf(panic with { File = "/rustcontainer/cargo-home/registry/src/x/build.rs" }));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
