using System.Diagnostics;
using System.Globalization;

namespace RustContainer.Benchmarks;

/// <summary>Compares our reading of a workspace with <c>cargo metadata --no-deps</c> on it, in pairs: within a process that has never done
/// it, as MSBuild's is when a command line build begins, that whole process, and within one that has done it before, as a build server
/// has.</summary>
internal static class PairedReading
{
    /// <summary>Milliseconds on the wall's clock, and of processor time where the system tells it.</summary>
    internal readonly record struct Measured(double Wall, double? Processor)
    {
        public static Measured Parse(string text)
        {
            var numbers = Array.ConvertAll(text.Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture));
            return new(numbers[0], numbers.Length > 1 ? numbers[1] : null);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall} {Processor}").TrimEnd();
    }

    public static void Run(string manifest, int pairs)
    {
        string[] metadata = ["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path", manifest];
        string[] once = [typeof(PairedReading).Assembly.Location, "once", manifest];
        Measure("cargo", metadata);
        Measure("dotnet", once);
        for (var warmUp = 0; warmUp < 60; warmUp++)
            _ = WorkspaceReading.Run(manifest);
        var rows = Enumerable.Range(0, pairs).Select(_ =>
            (Cargo: Measure("cargo", metadata), Cold: Measure("dotnet", once, out var within), Within: Measured.Parse(within), Warm: MeasureHere(manifest))).ToArray();
        Console.WriteLine($"{"medians of " + pairs.ToString(CultureInfo.InvariantCulture),-42} {"wall",9} {"of cargo's",10}   {"processor",9} {"of cargo's",10}");
        Say("cargo metadata --no-deps, whole process", rows.Select(row => (row.Cargo, row.Cargo)));
        Say("ours, in a process that has never read", rows.Select(row => (row.Within, row.Cargo)));
        Say("ours, that whole process, .NET's start too", rows.Select(row => (row.Cold, row.Cargo)));
        Say("ours, in a process that has read before", rows.Select(row => (row.Warm, row.Cargo)));
    }

    internal static Measured MeasureHere(string manifest)
    {
        var watch = Stopwatch.StartNew();
        var before = OperatingSystem.IsWindows() ? default : Environment.CpuUsage.TotalTime;
        _ = WorkspaceReading.Run(manifest);
        var processor = OperatingSystem.IsWindows() ? (double?)null : (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        return new(watch.Elapsed.TotalMilliseconds, processor);
    }

    private static Measured Measure(string program, string[] arguments) => Measure(program, arguments, out _);

    private static Measured Measure(string program, string[] arguments, out string output)
    {
        var before = ChildProcessorTime.Milliseconds;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new(watch.Elapsed.TotalMilliseconds, ChildProcessorTime.Milliseconds - before)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static void Say(string what, IEnumerable<(Measured Ours, Measured Cargo)> pairs)
    {
        var all = pairs.ToArray();
        Console.WriteLine($"{what,-42} {Column(all.Select(pair => ((double?)pair.Ours.Wall, (double?)pair.Cargo.Wall)))} " +
            $"  {Column(all.Select(pair => (pair.Ours.Processor, pair.Cargo.Processor)))}");
    }

    /// <summary>The median, and the median of the quotients within the pairs.</summary>
    private static string Column(IEnumerable<(double? Ours, double? Cargo)> pairs)
    {
        var all = pairs.ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Median(all.Select(pair => pair.Ours)),6:F0} ms {Median(all.Select(pair => pair.Ours / pair.Cargo)),10:F2}");
    }

    private static double? Median(IEnumerable<double?> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : null;
}
