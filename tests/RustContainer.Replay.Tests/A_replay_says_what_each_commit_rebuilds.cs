namespace RustContainer.Replay.Tests;

public class A_replay_says_what_each_commit_rebuilds
{
    [Fact]
    public void Each_form_moves_with_what_is_in_it()
    {
        using var history = new TestHistory()
            .Commit("Program", ("src/main.rs", "fn main() { println!(); }"))
            .Commit("Release", ("Cargo.toml", Manifest(version: "0.2.0")), ("Cargo.lock", Lock(version: "0.2.0")))
            .Commit("Program again", ("src/other.rs", ""))
            .Commit("Second binary", ("src/bin/second.rs", ""))
            .Commit("Test dependency", ("Cargo.lock", Lock(version: "0.2.0", beta: "0.3.1")))
            .Commit("Dependency", ("Cargo.lock", Lock(version: "0.2.0", alpha: "1.0.1", beta: "0.3.1")));
        var report = history.Replay("--package", "app");
        Assert.Equal("6 commits", report.Single(line => line.Contains("commits,", StringComparison.Ordinal)).Split(',')[0]);
        Assert.Equal(["0"], Numbers(report, "not read"));
        // A binary's place stands in the recipe, and in no manifest.
        Assert.Equal(["3", "1", "1.00"], Numbers(report, "manifests and lock"));
        Assert.Equal(["3", "1", "1.00"], Numbers(report, "cargo-chef's recipe"));
        Assert.Equal(["1", "0", "0.33"], Numbers(report, "dependency key"));
    }

    [Theory]
    [InlineData("Cargo.lock", "\"1.0.0\"", "\"1.0.1\"", "crate alpha 1.0.0 -> 1.0.1")]
    [InlineData("Cargo.lock", "\"aa\"", "\"ab\"", "crate alpha 1.0.0 (aa -> ab)")]
    [InlineData("Cargo.toml", "alpha = \"1\"", "alpha = { version = \"1\", default-features = false, features = [\"net\", \"fs\"] }",
        "asks alpha [-default +fs +net]")]
    [InlineData("Cargo.toml", "[dev-", "beta = \"0.3\"\n[dev-", "+asks beta 0.3.0 [default]; +crate beta 0.3.0")]
    [InlineData("Cargo.toml", "[dependencies]\nalpha = \"1\"\n[dev-dependencies]\n", "[dev-dependencies]\nalpha = \"1\"\n",
        "-asks alpha 1.0.0 [default]; -crate alpha 1.0.0")]
    [InlineData("Cargo.toml", "\"thin\"", "\"fat\"", "profile.release.lto \"thin\" -> \"fat\"")]
    [InlineData("Cargo.toml", "lto", "debug = 1\nlto", "+profile.release.debug 1")]
    public void A_line_names_what_moved_the_key(string file, string from, string to, string expected)
    {
        using var history = new TestHistory().Commit("Change ü", file, from, to);
        var report = history.Replay();
        Assert.EndsWith(" Change ü", report[0], StringComparison.Ordinal);
        Assert.Equal($"    {expected}", report[1]);
    }

    [Fact]
    public void A_difference_is_named_once_and_not_again_by_what_follows_from_it()
    {
        Assert.Equal(["crate a uses b 1.0.0 -> 2.0.0"],
            KeyDifference.Describe("crate a 1.0.0 s c\ncrate a 1.0.0 uses b 1.0.0\n", "crate a 1.0.0 s c\ncrate a 1.0.0 uses b 2.0.0\n"));
        Assert.Equal(["asks a (host) (object code) [+x]"],
            KeyDifference.Describe("asks host (object code) a 1.0.0 [default]\n", "asks host (object code) a 1.0.0 [default, x]\n"));
        Assert.Equal(["crate a 1.0.0 -> 1.0.1"],
            KeyDifference.Describe("crate a 1.0.0 s c\ncrate a 1.0.0 uses b 1.0.0\n", "crate a 1.0.1 s d\ncrate a 1.0.1 uses b 1.0.0\n"));
    }

    [Fact]
    public void A_commit_that_cannot_be_read_moves_nothing_and_is_counted()
    {
        using var history = new TestHistory()
            .Commit("Break", "Cargo.toml", "alpha = \"1\"", "alpha = \"2\"")
            .Commit("Leave broken", ("notes.md", ""))
            .Commit("Mend", "Cargo.toml", "alpha = \"2\"", "alpha = \"1\"");
        var report = history.Replay();
        Assert.Equal(2, report.Count(line => line.StartsWith("    not read: `app` depends on `alpha`", StringComparison.Ordinal)));
        Assert.Equal(["2"], Numbers(report, "not read"));
        Assert.Equal(["0", "0"], Numbers(report, "dependency key"));
    }

    [Fact]
    public void A_side_branch_counts_as_its_merge()
    {
        using var history = new TestHistory();
        history.Git("checkout", "-q", "-b", "side");
        history.Commit("One", "Cargo.toml", "\"thin\"", "\"fat\"").Commit("Two", "Cargo.toml", "\"fat\"", "\"off\"");
        history.Git("checkout", "-q", "-");
        history.Commit("Beside", ("notes.md", "")).Git("merge", "-q", "--no-edit", "-m", "Merge side", "side");
        var report = history.Replay();
        Assert.Equal("    profile.release.lto \"thin\" -> \"off\"", report[1]);
        Assert.StartsWith("2 commits", report[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_give_way_to_a_folder_and_links_do_no_harm()
    {
        using var history = new TestHistory()
            .Commit("File", ("src/bin/x.rs", ""))
            .Commit("Folder", ("src/bin/x.rs", null), ("src/bin/x.rs/main.rs", ""))
            .Commit("Back", ("src/bin/x.rs/main.rs", null));
        File.CreateSymbolicLink(Path.Combine(history.Root, "elsewhere"), Path.GetTempPath());
        history.Commit("Link");
        File.Delete(Path.Combine(history.Root, "elsewhere"));
        history.Commit("Folder in its place", ("elsewhere/Cargo.toml", "[workspace]\n"));
        Assert.Equal(["0"], Numbers(history.Replay(), "not read"));
    }

    [Fact]
    public void Without_a_lock_there_is_nothing_to_measure()
    {
        using var history = new TestHistory().Commit("Ignore the lock", ("Cargo.lock", null));
        var error = Assert.Throws<ReplayException>(() => history.Replay());
        Assert.Contains("has no Cargo.lock", error.Message, StringComparison.Ordinal);
    }

    private static string Manifest(string version) =>
        $"[package]\nname = \"app\"\nversion = \"{version}\"\nedition = \"2021\"\n[dependencies]\nalpha = \"1\"\n[dev-dependencies]\nbeta = \"0.3\"\n" +
        "[profile.release]\nlto = \"thin\"\n";

    private static string Lock(string version, string alpha = "1.0.0", string beta = "0.3.0") => TestHistory.Lock
        .Replace("0.1.0", version, StringComparison.Ordinal).Replace("1.0.0", alpha, StringComparison.Ordinal)
        .Replace("0.3.0", beta, StringComparison.Ordinal);

    private static string[] Numbers(IReadOnlyList<string> report, string form) =>
        report.Single(line => line.StartsWith(form, StringComparison.Ordinal))[form.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
