using RustContainer.ImageBenchmark;
using RustContainer.ImageBenchmark.Report;

try
{
    var options = BenchOptions.Parse(args);
    if (options.TimelineOnly)
    {
        new Benchmark(options, new MeasurementLog("")).WriteTimeline();
        return 0;
    }

    var log = new MeasurementLog(Path.Combine(options.Repository, "docs", "images.jsonl"));
    if (!options.ReportOnly)
        new Benchmark(options, log).Run();
    ReportFiles.Write(options, log.All);
    return 0;
}
catch (BenchException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
