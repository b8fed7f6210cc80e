using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Staging.Tests;

public sealed class StagedWorkspaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workspace").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Packages_that_cargo_chooses_by_itself_are_not_named()
    {
        Write("Cargo.toml", "[workspace]\nmembers = [\"app\", \"native\"]\nresolver = \"2\"\n");
        Write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\ndefault-run = \"second\"\n");
        Write("app/src/bin/first.rs", "");
        Write("app/src/bin/second.rs", "");
        Write("native/Cargo.toml", """
            [package]
            name = "my-native"
            version = "0.1.0"
            edition = "2021"

            [lib]
            crate-type = ["cdylib", "staticlib"]
            """);
        Write("native/src/lib.rs", "");

        var all = Stage(new());
        Assert.Empty(all.Packages);
        Assert.Equal("second", all.DefaultRun);
        Assert.Equal(["first", "libmy_native.a", "libmy_native.so", "second"],
            all.Targets.Select(target => target.FileName).Order(StringComparer.Ordinal));

        var native = Stage(new() { Packages = ["my-native"] });
        Assert.Equal(["my-native"], native.Packages);
        Assert.False(native.OnlyTargets);

        var first = Stage(new() { Packages = ["app"], Bin = "first" });
        Assert.Equal(["first"], first.Targets.Select(target => target.FileName));
        Assert.True(first.OnlyTargets);
    }

    private StagedWorkspace Stage(CargoSelection selection)
    {
        var resolved = selection.Resolve(CargoWorkspace.Load(Path.Combine(_folder, "Cargo.toml")));
        return StagedWorkspace.From(resolved, resolved.Artifacts(TargetTriple.Parse("x86_64-unknown-linux-gnu")), "");
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
