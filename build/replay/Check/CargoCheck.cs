using System.Diagnostics;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Replay;

/// <summary>Asks the machine's cargo what a build would compile. Nothing is compiled, and nothing of the repository runs: its
/// configuration is not read, for cargo is started outside of it.</summary>
internal sealed class CargoCheck : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("rustcontainer-replay-cargo-");
    private readonly StubSources _sources;
    private readonly string _triple;

    public CargoCheck(ReplayOptions options)
    {
        _triple = options.Target.Triple;
        _sources = new(_home.FullName);
    }

    /// <exception cref="UnreadableException">cargo refuses the workspace.</exception>
    public CompiledUnits Compile(CargoWorkspace workspace, ResolvedSelection selection)
    {
        _sources.Write(workspace);
        string[] arguments =
        [
            "build", "--manifest-path", workspace.RootManifestPath, "--unit-graph", "-Zunstable-options", "--locked", "--offline",
            "--ignore-rust-version", "--quiet", "--profile", selection.Profile, "--target", _triple,
            .. selection.Packages.SelectMany(selected => (string[])["--package", selected.Package.Name.Value]),
            .. selection.Bin is { } bin ? (string[])["--bin", bin.Name] : [],
        ];
        var start = new ProcessStartInfo("cargo", arguments)
        {
            WorkingDirectory = _home.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CARGO_HOME"] = _home.FullName;
        // The unit graph is for nightly alone, and so are features that some manifests name.
        start.Environment["RUSTC_BOOTSTRAP"] = "1";
        using var process = Tool.Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? UnitGraph.Read(output, workspace.Lock!)
            : throw new UnreadableException($"cargo: {error.GetAwaiter().GetResult().Trim()}");
    }

    public void Dispose() => _home.Delete(recursive: true);
}
