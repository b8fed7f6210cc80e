using System.Security.Cryptography;
using System.Text;

namespace RustContainer.Cargo.Tests;

/// <summary>A CARGO_HOME whose configuration puts a directory of small crates in the place of crates.io.</summary>
public static class TestRegistry
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The environment in which cargo finds the crates.</summary>
    public static IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["CARGO_HOME"] = Made.Value };

    private static string Make()
    {
        var home = Directory.CreateTempSubdirectory("rustcontainer-cargo-home-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(home, recursive: true);
        File.WriteAllText(Path.Combine(home, "config.toml"),
            $"[source.crates-io]\nreplace-with = \"here\"\n[source.here]\ndirectory = '{Path.Combine(home, "crates")}'\n");
        const string Alpha = "[features]\ndefault = [\"std\"]\nstd = []\nextra = []\nmore = [\"extra\"]\n";
        foreach (var version in (string[])["1.0.0", "1.2.0", "2.0.0"])
            Add(home, "alpha", version, Alpha, ("src/lib.rs", "pub fn alpha() -> u32 { if cfg!(feature = \"extra\") { 2 } else { 1 } }\n"));
        Add(home, "beta", "1.0.0", """
            [dependencies]
            alpha = { version = "1", default-features = false }
            gamma = { version = "0.3", optional = true }
            [features]
            alpha-extra = ["alpha/extra"]
            """, ("src/lib.rs", "pub fn beta() -> u32 { alpha::alpha() }\n"));
        Add(home, "gamma", "0.3.0", "", ("src/lib.rs", "pub fn gamma() -> u32 { 3 }\n"));
        Add(home, "no-std-dep", "1.0.0", "[dependencies]\nalpha = { version = \"2\", default-features = false }\n",
            ("src/lib.rs", "#![no_std]\npub fn one() -> u32 { 1 }\n"));
        Add(home, "sysdep", "1.0.0", "[build-dependencies]\ngamma = \"0.3\"\n",
            ("src/lib.rs", "pub fn sysdep() -> u32 { 4 }\n"), ("build.rs", "fn main() { println!(\"cargo:rerun-if-changed=build.rs\"); gamma::gamma(); }\n"));
        Add(home, "quoter", "1.0.0", "[dependencies]\nalpha = \"1\"\n", ("src/lib.rs", "pub fn quoter() -> u32 { alpha::alpha() }\n"));
        Add(home, "derive-it", "1.0.0", "[lib]\nproc-macro = true\n[dependencies]\nquoter = \"1\"\n",
            ("src/lib.rs", "use proc_macro::TokenStream;\n#[proc_macro]\npub fn nothing(_: TokenStream) -> TokenStream { quoter::quoter(); TokenStream::new() }\n"));
        return home;
    }

    private static void Add(string home, string name, string version, string manifest, params (string Path, string Text)[] files)
    {
        var directory = Path.Combine(home, "crates", $"{name}-{version}");
        Directory.CreateDirectory(Path.Combine(directory, "src"));
        foreach (var (path, text) in files)
            File.WriteAllText(Path.Combine(directory, path), text);
        File.WriteAllText(Path.Combine(directory, "Cargo.toml"),
            $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{manifest}");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {version}")));
        File.WriteAllText(Path.Combine(directory, ".cargo-checksum.json"), $$"""{"files":{},"package":"{{checksum}}"}""");
    }
}
