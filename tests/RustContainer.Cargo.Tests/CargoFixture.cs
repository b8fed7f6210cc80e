using System.Diagnostics;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests;

/// <summary>A directory of files for one test, deleted at its end.</summary>
public sealed class CargoFixture : IDisposable
{
    public CargoFixture(params (string Path, string Text)[] files)
    {
        Root = Path.Combine(Path.GetTempPath(), "rustcontainer tests ü", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);
        foreach (var (path, text) in files)
            Write(path, text);
    }

    public string Root { get; }

    /// <summary>A package with the given rest of its manifest, and an empty library.</summary>
    public static CargoFixture Package(string manifest, params string[] sources) =>
        new([("Cargo.toml", manifest), .. sources.Select(source => (source, ""))]);

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public CargoFixture Write(string path, string text)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public CargoWorkspace Load(string manifest = "Cargo.toml") => CargoWorkspace.Load(PathOf(manifest));

    /// <summary>Makes the directory a git repository with one commit, and returns its address.</summary>
    public string Commit()
    {
        foreach (var arguments in (string[][])[["init", "-q"], ["add", "."],
            ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-q", "-m", "t"]])
        {
            using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Root })!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
        return new Uri(Root).AbsoluteUri;
    }

    /// <summary>Runs the machine's cargo in this directory, offline.</summary>
    public (int ExitCode, string Output, string Error) Cargo(params string[] arguments) => Cargo(null, arguments);

    public (int ExitCode, string Output, string Error) Cargo(IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        RunCargo(Root, environment, arguments);

    /// <summary>Runs the machine's cargo in a directory, offline.</summary>
    public static (int ExitCode, string Output, string Error) RunCargo(
        string directory, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("cargo", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CARGO_NET_OFFLINE"] = "true";
        start.Environment["CARGO_TERM_COLOR"] = "never";
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A leftover in the temporary directory hurts nobody.
        }
    }
}
