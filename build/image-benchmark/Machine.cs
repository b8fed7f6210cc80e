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
}
