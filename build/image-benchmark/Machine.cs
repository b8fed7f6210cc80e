namespace RustContainer.ImageBenchmark;

/// <summary>Says what measurements can be compared: those of one kind of machine and one engine.</summary>
internal static class Machine
{
    /// <summary>Processors, memory, system and engine in one line.</summary>
    public static string Describe(BenchOptions options)
    {
        new Command(options.Docker, ["version", "--format", "{{.Server.Version}}"], options.Repository).Run(out var engine);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        return $"{Environment.ProcessorCount} cores, {memory} GB, Docker Engine {engine.Trim()}";
    }

    /// <summary>The versions of what the builder image has, or that with cargo-chef.</summary>
    public static string Tools(BenchOptions options, string image)
    {
        const string ask = "rustc -V; sccache -V; cargo chef --version; [ ! -f /.cargo/config.toml ] || echo 'crates in the image'";
        new Command(options.Docker, ["run", "--rm", "--network", "none", image, "sh", "-c", $"({ask}) 2>/dev/null; :"], options.Repository).Run(out var said);
        return string.Join(", ", said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
