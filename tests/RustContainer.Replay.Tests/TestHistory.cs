using System.Diagnostics;

namespace RustContainer.Replay.Tests;

/// <summary>A git repository of a small application, deleted at the end of the test.</summary>
public sealed class TestHistory : IDisposable
{
    internal const string Lock = """
        version = 4

        [[package]]
        name = "alpha"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "aa"

        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = [
         "alpha",
         "beta",
        ]

        [[package]]
        name = "beta"
        version = "0.3.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "bb"

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rustcontainer replay ü");

    /// <summary>A first commit: an application with a dependency, alpha, and one for its tests, beta.</summary>
    public TestHistory()
    {
        Git("init", "-q");
        Commit("Begin",
            ("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nalpha = \"1\"\n" +
                "[dev-dependencies]\nbeta = \"0.3\"\n[profile.release]\nlto = \"thin\"\n"),
            ("src/main.rs", "fn main() {}"), ("Cargo.lock", Lock), ("notes/read me ü.md", ""));
    }

    /// <summary>The repository's folder.</summary>
    public string Root => _folder.FullName;

    /// <summary>Replays the whole history.</summary>
    public IReadOnlyList<string> Replay(params string[] options)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var report = new ReplayReport(ReplayOptions.Parse([Root, .. options]), output);
        foreach (var step in History.Replay(ReplayOptions.Parse([Root, .. options])))
            report.Add(step);
        report.Finish();
        return output.ToString().Split('\n');
    }

    /// <summary>Commits files; a text of <see langword="null"/> deletes.</summary>
    public TestHistory Commit(string subject, params (string Path, string? Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (text is null)
                File.Delete(full);
            else
                File.WriteAllText(full, text);
        }
        Git("add", "-A");
        Git("commit", "-q", "-m", subject);
        return this;
    }

    /// <summary>Commits a file with a part of it replaced.</summary>
    public TestHistory Commit(string subject, string path, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(Root, path));
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Commit(subject, (path, text.Replace(from, to, StringComparison.Ordinal)));
    }

    /// <summary>Runs git in the repository, without the user's own configuration.</summary>
    public void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git",
            ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", .. arguments])
        {
            WorkingDirectory = Root,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = start.Environment["GIT_CONFIG_SYSTEM"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        // Git's objects are read-only, which Windows does not delete.
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        _folder.Delete(recursive: true);
    }
}
