namespace RustContainer.ImageBenchmark;

/// <summary>A container of the builder image that keeps running, for cargo where nothing of images is measured.</summary>
/// <param name="options">What to measure.</param>
internal sealed class HelperContainer(BenchOptions options) : IDisposable
{
    /// <summary>A folder for what cargo compiles. It is a volume of the engine, so that it lasts as long as the caches of the others.</summary>
    public const string Targets = "/targets";

    private const string Name = "rustcontainer-bench";
    private bool _runs;

    /// <summary>A cargo command in a folder below <see cref="BenchOptions.Folder"/>.</summary>
    public Command Cargo(string folder, IEnumerable<string> arguments)
    {
        Start();
        return new Command(options.Docker, ["exec", "-w", folder, Name, "cargo", .. arguments], options.Folder);
    }

    public void Dispose()
    {
        if (_runs)
            new Command(options.Docker, ["rm", "-f", Name], options.Folder).Run();
    }

    private void Start()
    {
        if (_runs)
            return;
        Directory.CreateDirectory(options.Folder);
        new Command(options.Docker, ["rm", "-f", Name], options.Folder).Run();
        new Command(
            options.Docker,
            ["run", "-d", "--name", Name, "-v", $"{options.Folder}:{options.Folder}", "-v", $"{Name}:{Targets}", "rust:1-bookworm", "sleep", "infinity"],
            options.Folder).Run();
        _runs = true;
    }
}
