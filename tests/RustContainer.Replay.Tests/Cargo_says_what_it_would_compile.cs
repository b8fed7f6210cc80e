namespace RustContainer.Replay.Tests;

public class Cargo_says_what_it_would_compile
{
    [Fact]
    public void It_moves_with_versions_and_features_and_not_with_the_application()
    {
        using var history = new TestHistory()
            .Commit("Program", ("src/bin/second.rs", ""))
            .Commit("Test dependency", "Cargo.lock", "0.3.0", "0.3.1")
            .Commit("Dependency", "Cargo.lock", "\"1.0.0\"", "\"1.0.1\"")
            .Commit("Feature", "Cargo.toml", "alpha = \"1\"", "alpha = { version = \"1\", features = [\"net\"] }")
            .Commit("Profile", "Cargo.toml", "\"thin\"", "\"fat\"");
        var report = history.Replay("--check", "--package", "app");
        Assert.DoesNotContain(report, line => line.Contains("NOT MOVE", StringComparison.Ordinal)
            || line.Contains("would compile the same", StringComparison.Ordinal));
        Assert.Equal("what cargo compiles         3      0  0.60", report[^2]);
    }

    [Fact]
    public void Packages_from_git_and_those_that_are_patched_here_need_no_network()
    {
        const string Manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nalpha = \"1\"\n" +
            "gamma = { git = \"https://example.invalid/gamma\", branch = \"next\" }\n[patch.crates-io]\nbeta = { path = \"beta\" }\n";
        var cargoLock = TestHistory.Lock.Replace("checksum = \"aa\"\n", "checksum = \"aa\"\ndependencies = [\n \"beta\",\n]\n", StringComparison.Ordinal)
            .Replace(" \"beta\",\n]\n\n[[package]]\nname = \"beta\"\nversion = \"0.3.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n" +
                "checksum = \"bb\"\n", " \"gamma\",\n]\n\n[[package]]\nname = \"beta\"\nversion = \"0.3.0\"\n", StringComparison.Ordinal)
            + "\n[[package]]\nname = \"gamma\"\nversion = \"2.0.0\"\nsource = \"git+https://example.invalid/gamma?branch=next#0123456789012345678901234567890123456789\"\n";
        using var history = new TestHistory()
            .Commit("Git", ("Cargo.toml", Manifest), ("Cargo.lock", cargoLock),
                ("beta/Cargo.toml", "[package]\nname = \"beta\"\nversion = \"0.3.0\"\nedition = \"2021\"\n"), ("beta/src/lib.rs", ""))
            .Commit("Next", "Cargo.lock", "#0123456789", "#9876543210");
        var report = history.Replay("--check", "--package", "app");
        Assert.Contains("    crate gamma 2.0.0 (0123456789 -> 9876543210)", report);
        Assert.Equal("not read                    0", report.Single(line => line.StartsWith("not read", StringComparison.Ordinal)));
        Assert.Equal("what cargo compiles         2      0  1.00", report[^2]);
    }
}
