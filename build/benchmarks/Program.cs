using System.Globalization;
using BenchmarkDotNet.Running;
using RustContainer.Benchmarks;

switch (args)
{
    case ["once", var manifest]:
        Console.WriteLine(WorkspaceReading.Run(manifest));
        break;
    case ["paired", var manifest, var pairs]:
        PairedReading.Run(manifest, int.Parse(pairs, CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmark).Assembly).Run(args);
        break;
}
