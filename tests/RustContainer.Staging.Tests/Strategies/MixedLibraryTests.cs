using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Link-time optimisation with a member whose library is of several kinds, which has its dependencies compiled in another way.</summary>
[Trait("Needs", "engine")]
public sealed class MixedLibraryTests
{
    private static readonly string Run = Guid.NewGuid().ToString("N");

    [EngineTheory]
    [InlineData("Layered")]
    [InlineData("Skeleton")]
    [InlineData("Mount")]
    [Trait("Length", "Long")]
    public void Under_fat_lto_no_dependency_is_compiled_again_and_no_byte_is_another(string strategy) => UnderLto(strategy, "rust:1-bookworm");

    [ChefFact]
    [Trait("Length", "Long")]
    public void Nor_is_one_of_cargo_chef() => UnderLto("Chef", ChefFactAttribute.Image!);

    private static void UnderLto(string strategy, string image)
    {
        using var walk = new BitsWalk(new() { RustCacheStrategy = strategy, CargoProfile = "release", RustBuilderImage = TinyCrates.In(image) }, Run);
        var workspace = walk.Workspace;
        workspace.Write("Cargo.toml", File.ReadAllText(workspace.At("Cargo.toml")) + "[profile.release]\nlto = \"fat\"\n");
        workspace.Write("leaf/Cargo.toml", File.ReadAllText(workspace.At("leaf/Cargo.toml")) + "[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n");
        Assert.Equal("alpha app beta leaf", walk.ToOther("the first build"));

        workspace.Write("leaf/src/lib.rs", "#[no_mangle] pub extern \"C\" fn two() -> i32 { 2 }\npub fn says() -> String { beta::says() + \"leaf2\" }\n");
        Assert.Equal("app leaf", walk.ToOther("an edit"));
        workspace.Write("leaf/src/lib.rs", "#[no_mangle] pub extern \"C\" fn two() -> i32 { 22 }\npub fn says() -> String { beta::says() + \"leaf2\" }\n");
        Assert.Equal("app leaf", walk.ToOther("an edit of the same size"));
        workspace.Write("Cargo.toml", File.ReadAllText(workspace.At("Cargo.toml")).Replace("fat", "thin", StringComparison.Ordinal));
        walk.ToOther("thin");
        workspace.Write("Cargo.toml", File.ReadAllText(workspace.At("Cargo.toml")).Replace("thin", "fat", StringComparison.Ordinal));
        walk.ToOther("fat again");
    }
}
