using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Tests.Keys;

/// <summary>Cases from histories of public applications where the key and cargo's unit graph did not move together.</summary>
public class The_key_follows_what_cargo_compiles
{
    private const string Registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

    private const string Lock = $"""
        version = 4

        [[package]]
        name = "alpha"
        version = "1.0.0"
        {Registry}
        checksum = "a1"

        [[package]]
        name = "alpha"
        version = "2.0.0"
        {Registry}
        checksum = "a2"

        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = [
         "alpha 1.0.0",
         "alpha 2.0.0",
         "beta",
         "fuzzer",
        ]

        [[package]]
        name = "beta"
        version = "1.0.0"
        {Registry}
        checksum = "bb"
        dependencies = [
         "alpha 1.0.0",
        ]

        [[package]]
        name = "fuzzer"
        version = "0.4.4"
        {Registry}
        checksum = "ff"

        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nalpha = \"1\"\nbeta = \"1\"\n" +
            "alpha2 = { package = \"alpha\", version = \"2\" }\n[target.'cfg(fuzzing)'.dependencies]\nfuzzer = \"0.4\"\n"),
        ("src/main.rs", ""),
        ("Cargo.lock", Lock),
    ];

    [Fact]
    public void It_moves_when_a_locked_package_turns_to_another_version_that_was_there_before() =>
        Assert.NotEqual(Key(), Key("Cargo.lock", "checksum = \"bb\"\ndependencies = [\n \"alpha 1.0.0\"", "checksum = \"bb\"\ndependencies = [\n \"alpha 2.0.0\""));

    [Fact]
    public void Not_with_what_stands_under_a_cfg_that_only_a_flag_could_set() =>
        Assert.Equal(Key(), Key("Cargo.lock", "0.4.4", "0.4.5"));

    private static string Key(string file = "Cargo.toml", string from = "", string to = "")
    {
        using var fixture = new CargoFixture(Files);
        if (from.Length > 0)
        {
            var text = File.ReadAllText(fixture.PathOf(file));
            Assert.Contains(from, text, StringComparison.Ordinal);
            fixture.Write(file, text.Replace(from, to, StringComparison.Ordinal));
        }
        var selection = new CargoSelection { Profile = "release" }.Resolve(fixture.Load());
        return DependencyKey.Compute(selection, new(TargetTriple.Parse("x86_64-unknown-linux-gnu"), "", "", "rust:1")).Text;
    }
}
