using RustContainer.Cargo.Selection;
using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Selection;

public class A_selection_names_what_is_built
{
    private static CargoFixture Workspace() => new(
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"lib-x\", \"tools\", \"macro\"]\ndefault-members = [\"app\", \"lib-x\"]\n[profile.small]\ninherits = \"release\"\n"),
        ("app/Cargo.toml", "[package]\nname = \"my-app\"\n[dependencies]\nlib-x = { path = \"../lib-x\", optional = true }\n" +
            "[features]\ndefault = [\"std\"]\nstd = []\nfull = [\"lib-x/deep\"]\n[[bin]]\nname = \"my-app\"\npath = \"src/main.rs\"\n" +
            "[[bin]]\nname = \"extra\"\npath = \"src/main.rs\"\nrequired-features = [\"full\"]\n"),
        ("app/src/main.rs", ""),
        ("lib-x/Cargo.toml", "[package]\nname = \"lib-x\"\n[lib]\ncrate-type = [\"cdylib\", \"staticlib\", \"rlib\"]\n[features]\ndeep = []\n"),
        ("lib-x/src/lib.rs", ""),
        ("tools/Cargo.toml", "[package]\nname = \"tools\"\ndefault-run = \"b\"\n[[bin]]\nname = \"a\"\npath = \"a.rs\"\n[[bin]]\nname = \"b\"\npath = \"b.rs\"\n[[bin]]\nname = \"my-app\"\npath = \"c.rs\"\n"),
        ("macro/Cargo.toml", "[package]\nname = \"mac\"\n[lib]\nproc-macro = true\n"),
        ("macro/src/lib.rs", ""));

    [Theory]
    [InlineData("x86_64-unknown-linux-gnu", "my-app liblib_x.so liblib_x.a")]
    [InlineData("aarch64-unknown-linux-musl", "my-app liblib_x.so liblib_x.a")]
    [InlineData("x86_64-pc-windows-msvc", "my-app.exe lib_x.dll lib_x.lib")]
    [InlineData("x86_64-pc-windows-gnu", "my-app.exe lib_x.dll liblib_x.a")]
    [InlineData("aarch64-apple-darwin", "my-app liblib_x.dylib liblib_x.a")]
    public void Files_are_named_by_the_target(string triple, string expected)
    {
        using var fixture = Workspace();
        var selection = new CargoSelection().Resolve(fixture.Load());
        Assert.Equal(expected, string.Join(' ', selection.Artifacts(TargetTriple.Parse(triple)).Select(artifact => artifact.FileName)));
    }

    [Fact]
    public void A_binary_whose_features_are_off_is_not_built()
    {
        using var fixture = Workspace();
        var workspace = fixture.Load();
        var linux = TargetTriple.Parse("x86_64-unknown-linux-gnu");
        var with = new CargoSelection { Packages = ["my-app"], Features = ["std,full"] }.Resolve(workspace);
        Assert.Equal(["extra", "my-app"], with.Artifacts(linux).Select(artifact => artifact.FileName));
        var without = new CargoSelection { Packages = ["my-app"] }.Resolve(workspace);
        Assert.Equal(["my-app"], without.Artifacts(linux).Select(artifact => artifact.FileName));
        Assert.Contains("`full`", Refusal(CargoCodes.UnknownBinary, workspace, new() { Bin = "extra" }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_runs_the_named_the_default_or_the_only_binary()
    {
        using var fixture = Workspace();
        var workspace = fixture.Load();
        Assert.Equal("my-app", new CargoSelection().Resolve(workspace).ImageBinary().Target.Name);
        Assert.Equal("b", new CargoSelection { Packages = ["tools"] }.Resolve(workspace).ImageBinary().Target.Name);
        Assert.Equal("a", new CargoSelection { Bin = "a" }.Resolve(workspace).ImageBinary().Target.Name);
        var none = Assert.Throws<CodedException>(() => new CargoSelection { Packages = ["lib-x"] }.Resolve(workspace).ImageBinary());
        Assert.Equal(CargoCodes.NoSingleBinary, none.Diagnostic.Code);
        var two = Assert.Throws<CodedException>(() => new CargoSelection { Packages = ["my-app"], AllFeatures = true }.Resolve(workspace).ImageBinary());
        Assert.Contains("CargoBin", two.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_exist_is_refused_with_a_list_of_what_does()
    {
        using var fixture = Workspace();
        var workspace = fixture.Load();
        Assert.Contains("`lib-x`, `mac`, `my-app`, `tools`", Refusal(CargoCodes.UnknownPackage, workspace, new() { Packages = ["nope"] }), StringComparison.Ordinal);
        Assert.Contains("`a`, `b`, `extra`", Refusal(CargoCodes.UnknownBinary, workspace, new() { Bin = "nope" }), StringComparison.Ordinal);
        Assert.Contains("`deep`, `default`", Refusal(CargoCodes.UnknownFeature, workspace, new() { Features = ["nope"] }), StringComparison.Ordinal);
        Assert.Contains("`small`", Refusal(CargoCodes.UnknownProfile, workspace, new() { Profile = "nope" }), StringComparison.Ordinal);
        Assert.Contains("CargoPackage", Refusal(CargoCodes.UnknownBinary, workspace, new() { Packages = ["my-app", "tools"], Bin = "my-app" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev", "debug")]
    [InlineData("release", "release")]
    [InlineData("small", "small")]
    [InlineData("bench", "release")]
    public void A_profile_has_its_directory(string profile, string directory)
    {
        using var fixture = Workspace();
        Assert.Equal(directory, new CargoSelection { Profile = profile }.Resolve(fixture.Load()).ProfileDirectory);
    }

    private static string Refusal(string code, RustContainer.Cargo.Workspaces.CargoWorkspace workspace, CargoSelection selection)
    {
        var error = Assert.Throws<CodedException>(() => selection.Resolve(workspace));
        Assert.Equal(code, error.Diagnostic.Code);
        return error.Message;
    }
}
