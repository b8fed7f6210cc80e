using System.Globalization;
using BenchmarkDotNet.Running;
using RustContainer.Benchmarks;

switch (args)
{
    case ["once", var manifest]:
        Console.WriteLine(PairedReading.MeasureHere(manifest).ToString());
        break;
    case ["paired", var pairs]:
        using (var generated = new GeneratedWorkspace(ReadingBenchmark.Members))
            PairedReading.Run(generated.Manifest, int.Parse(pairs, CultureInfo.InvariantCulture));
        break;
    case ["paired", var pairs, var manifest]:
        PairedReading.Run(Path.GetFullPath(manifest), int.Parse(pairs, CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmark).Assembly).Run(args);
        break;
}
