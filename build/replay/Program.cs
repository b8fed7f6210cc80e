using RustContainer.Contract;
using RustContainer.Replay;

try
{
    var options = ReplayOptions.Parse(args);
    var report = new ReplayReport(options, Console.Out);
    foreach (var step in History.Replay(options))
        report.Add(step);
    report.Finish();
    return report.IsSound ? 0 : 1;
}
catch (Exception error) when (error is ReplayException or CodedException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
