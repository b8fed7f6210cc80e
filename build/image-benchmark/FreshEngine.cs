namespace RustContainer.ImageBenchmark;

/// <summary>An engine that has the base images and nothing else, as a CI runner has.</summary>
internal sealed class FreshEngine : IDisposable
{
    private const string Name = "bench";
    private static bool _saved;
    private readonly BenchOptions _options;

    public FreshEngine(BenchOptions options)
    {
        _options = options;
        Dispose();
        Script(["up", "--store", "containerd", "--name", Name], out var said);
        Address = said.Trim()["DOCKER_HOST=".Length..];
        var archive = Path.Combine(options.Folder, "base-images.tar");
        if (!_saved) // once in a run: the next may have other images
            new Command(options.Docker, ["save", "-o", archive, "rust:1-bookworm", "debian:bookworm-slim", .. Contestants.Contestants.HasChef(options) ? [options.ChefImage] : Array.Empty<string>()], options.Folder).Run();
        _saved = true;
        (new Command(options.Docker, ["load", "-i", archive], options.Folder) with { Engine = Address }).Run();
    }

    /// <summary>Whether this machine can start one: the scripts equip Debian, for root.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version");

    /// <summary>Where it answers.</summary>
    public string Address { get; }

    public void Dispose() => Script(["down", "--name", Name], out _);

    private void Script(string[] arguments, out string said) =>
        new Command(Path.Combine(_options.Repository, "build", "engine", "engine.sh"), arguments, _options.Repository).Run(out said);
}
