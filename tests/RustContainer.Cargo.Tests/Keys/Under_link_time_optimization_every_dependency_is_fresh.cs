using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

/// <summary>Cargo compiles a dependency to bitcode, to object code or to both, by the crate types of what stands on it.</summary>
public class Under_link_time_optimization_every_dependency_is_fresh
{
    private const string Package = "version = \"0.1.0\"\nedition = \"2021\"\n";

    [Theory]
    [InlineData("fat", "cdylib", "rlib")]
    [InlineData("thin", "staticlib", "rlib")]
    [InlineData("fat", "cdylib")]
    [InlineData("fat", "dylib")]
    [InlineData("thin", "dylib", "rlib")]
    [InlineData("off", "cdylib", "rlib")]
    public void With_a_library_of_these_crate_types(string lto, params string[] crateTypes)
    {
        using var fixture = new CargoFixture(
            ("Cargo.toml", $"[package]\nname = \"plug\"\n{Package}[lib]\ncrate-type = [{Quoted(crateTypes)}]\n[dependencies]\nbeta = \"1\"\nderive-it = \"1\"\n" +
                $"[build-dependencies]\ngamma = \"0.3\"\n[profile.release]\nlto = \"{lto}\"\n"),
            ("build.rs", "fn main() { gamma::gamma(); }\n"),
            ("src/lib.rs", "derive_it::nothing!();\npub fn plug() -> u32 { beta::beta() }\n"));
        AssertFresh(SkeletonBuild.Run(fixture, new() { Profile = "release" }), "beta@1.0.0 []", "quoter@1.0.0 []", "gamma@0.3.0 []");
    }

    [Theory]
    [InlineData("app")]
    [InlineData("app", "plug")]
    public void With_a_program_on_a_library_that_is_for_others_too(params string[] packages)
    {
        using var fixture = Mixed("true");
        var built = SkeletonBuild.Run(fixture, new() { Packages = packages, Profile = "release" });
        AssertFresh(built, "alpha@1.2.0 [default,std]", "gamma@0.3.0 []", "quoter@1.0.0 []");
        Assert.Equal("8", built.Said["app"]);
    }

    [Fact]
    public void And_what_decides_that_is_in_the_key()
    {
        using var fixture = Mixed("\"fat\"");
        _ = SkeletonBuild.Run(fixture, new() { Packages = ["app"], Profile = "release" });
        Assert.Equal(["asks target (bitcode and object code) beta 1.0.0 [default]", "asks target gamma 0.3.0 [default]", "asks target quoter 1.0.0 [default]"], Asked());
        fixture.Write("plug/Cargo.toml", File.ReadAllText(fixture.PathOf("plug/Cargo.toml")).Replace("[\"cdylib\", \"rlib\"]", "[\"rlib\"]", StringComparison.Ordinal));
        Assert.All(Asked(), line => Assert.StartsWith("asks target ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Asked(), line => line.Contains("object code", StringComparison.Ordinal));

        string[] Asked() => [.. DependencyKey.Compute(new CargoSelection { Packages = ["app"], Profile = "release" }.Resolve(fixture.Load()),
            new(SkeletonBuild.Host, "", "", "")).Text.Split('\n').Where(line => line.StartsWith("asks", StringComparison.Ordinal))];
    }

    /// <summary>A program on a plain library and on one that is a cdylib as well, which share a dependency.</summary>
    private static CargoFixture Mixed(string lto) => new(
        ("Cargo.toml", $"[workspace]\nmembers = [\"app\", \"plug\", \"plain\"]\nresolver = \"2\"\n[profile.release]\nlto = {lto}\n"),
        ("app/Cargo.toml", $"[package]\nname = \"app\"\n{Package}[dependencies]\nplug = {{ path = \"../plug\" }}\nplain = {{ path = \"../plain\" }}\nquoter = \"1\"\n"),
        ("app/src/main.rs", "fn main() { println!(\"{}\", plug::plug() + plain::plain() + quoter::quoter() + 3); }\n"),
        ("plug/Cargo.toml", $"[package]\nname = \"plug\"\n{Package}[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n[dependencies]\nbeta = \"1\"\n"),
        ("plug/src/lib.rs", "pub fn plug() -> u32 { beta::beta() }\n"),
        ("plain/Cargo.toml", $"[package]\nname = \"plain\"\n{Package}[dependencies]\ngamma = \"0.3\"\n"),
        ("plain/src/lib.rs", "pub fn plain() -> u32 { gamma::gamma() }\n"));

    private static string Quoted(string[] texts) => string.Join(", ", texts.Select(text => $"\"{text}\""));

    private static void AssertFresh(SkeletonBuild.Result built, params string[] among)
    {
        Assert.Empty(built.Stale);
        Assert.All(among, name => Assert.Contains(name, built.External));
    }
}
