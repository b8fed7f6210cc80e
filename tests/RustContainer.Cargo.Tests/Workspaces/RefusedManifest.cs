using RustContainer.Contract;

namespace RustContainer.Cargo.Tests.Workspaces;

/// <summary>A workspace that cargo refuses: its Cargo.toml and, each after a line <c>--- PATH</c>, further files; a <c>§</c> stands before
/// the place of the error.</summary>
public static class RefusedManifest
{
    /// <summary>The first four lines of a manifest in which only the rest is wrong.</summary>
    public const string Head = "[package]\nname = \"tool\"\nversion = \"0.4.0\"\nedition = \"2021\"\n";

    /// <summary>The same, of the newest edition.</summary>
    public const string Head2024 = "[package]\nname = \"tool\"\nversion = \"0.4.0\"\nedition = \"2024\"\n";

    /// <summary>A member that is right.</summary>
    public const string Member = "\n--- member/src/lib.rs\n\n--- member/Cargo.toml\n[package]\nname = \"member\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";

    /// <summary>Checks that the model has this error at the mark, and that a real cargo refuses the files too.</summary>
    public static void Check(string code, string files)
    {
        using var fixture = new CargoFixture(("src/lib.rs", ""), ("src/main.rs", "fn main() {}"));
        var marked = ("", 0, 0);
        foreach (var (path, text) in Split(files))
        {
            fixture.Write(path, text.Replace("§", "", StringComparison.Ordinal));
            if (text.IndexOf('§', StringComparison.Ordinal) is >= 0 and var mark)
                marked = (path, text[..mark].Count(character => character == '\n') + 1, mark - text.LastIndexOf('\n', mark));
        }

        var error = Assert.Throws<CodedException>(() => fixture.Load()).Diagnostic;

        Assert.Equal((code, fixture.PathOf(marked.Item1), marked.Item2, marked.Item3), (error.Code, error.File, error.Line, error.Column));
        Assert.DoesNotContain('\n', error.Message);
        var (exitCode, _, _) = fixture.Cargo("metadata", "--no-deps", "--offline", "--format-version", "1");
        // What is wrong with targets and profiles cargo says when it builds.
        Assert.True(exitCode != 0 || fixture.Cargo("check", "--offline").ExitCode != 0, $"cargo takes it: {error}");
    }

    private static IEnumerable<(string Path, string Text)> Split(string files)
    {
        foreach (var part in $"Cargo.toml\n{files}".Split("\n--- "))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            yield return (part[..end], part[(end + 1)..]);
        }
    }
}
