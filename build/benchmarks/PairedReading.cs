using System.Diagnostics;
using System.Globalization;

namespace RustContainer.Benchmarks;

/// <summary>Compares our reading of a workspace with <c>cargo metadata --no-deps</c> on it, in pairs: a whole process that begins from
/// nothing against cargo's, and within a process that has done it before, as a build server has.</summary>
internal static class PairedReading
{
    public static void Run(string manifest, int pairs)
    {
        string[] metadata = ["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path", manifest];
        string[] once = [typeof(PairedReading).Assembly.Location, "once", manifest];
        Measure("cargo", metadata);
        Measure("dotnet", once);
        for (var warmUp = 0; warmUp < 30; warmUp++)
            _ = WorkspaceReading.Run(manifest);
        var rows = Enumerable.Range(0, pairs).Select(_ =>
            (Cargo: Measure("cargo", metadata), Cold: Measure("dotnet", once), Warm: Warm(manifest))).ToArray();
        var cargo = Median(rows.Select(row => row.Cargo));
        Say("cargo metadata --no-deps, whole process", cargo, cargo);
        Say("ours, whole process from nothing", Median(rows.Select(row => row.Cold)), cargo);
        Say("ours, in a process that has read before", Median(rows.Select(row => row.Warm)), cargo);
    }

    private static double Warm(string manifest)
    {
        var watch = Stopwatch.StartNew();
        _ = WorkspaceReading.Run(manifest);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Measure(string program, string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static void Say(string what, double median, double of) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {median,8:F0} ms  {median / of,5:F2}"));
}
