using BenchmarkDotNet.Attributes;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Benchmarks;

/// <summary>Time and allocations of reading a workspace: the one that CARGO_MANIFEST names, else one that is made up.</summary>
[MemoryDiagnoser]
[InProcess]
public class ReadingBenchmark
{
    /// <summary>The members of the workspace that is made up.</summary>
    internal const int Members = 400;

    private GeneratedWorkspace? _generated;
    private string _manifest = "";

    /// <summary>Chooses the workspace.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var named = Environment.GetEnvironmentVariable("CARGO_MANIFEST") is { Length: > 0 } path ? path : null;
        _generated = named is null ? new GeneratedWorkspace(Members) : null;
        _manifest = named ?? _generated!.Manifest;
    }

    /// <summary>Deletes what was made up.</summary>
    [GlobalCleanup]
    public void CleanUp() => _generated?.Dispose();

    /// <summary>The model alone.</summary>
    [Benchmark]
    public int Read() => CargoWorkspace.Load(_manifest).Members.Count;

    /// <summary>The model, the check of the lock, recipe, key and skeleton.</summary>
    [Benchmark]
    public int ReadAndStage() => WorkspaceReading.Run(_manifest);
}
