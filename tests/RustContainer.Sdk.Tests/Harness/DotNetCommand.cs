using Microsoft.Build.Logging.StructuredLogger;

namespace RustContainer.Sdk.Tests.Harness;

/// <summary>Runs <c>dotnet build</c> and its kin with a binary log, which is read back.</summary>
internal static class DotNetCommand
{
    public static DotNetResult Run(string directory, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var log = Path.Combine(Directory.CreateTempSubdirectory("binlog-").FullName, "build.binlog");
        try
        {
            var result = Command.Run(directory, "dotnet", [.. arguments, $"-bl:{log}", "-nr:false"], environment);
            return File.Exists(log)
                ? new DotNetResult(result.ExitCode, result.Output, BinaryLog.ReadBuild(log), EventsIn(log))
                : new DotNetResult(result.ExitCode, result.Output, new Build(), []);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
        }
    }

    // The tree of a build has the texts of such messages alone.
    private static List<LoggedEvent> EventsIn(string log)
    {
        List<LoggedEvent> events = [];
        var source = new BinLogReader();
        source.AnyEventRaised += (_, raised) =>
        {
            // MSBuild and the reader of logs have an interface of one name for these, so none can be named.
            if (raised?.GetType().Name == "ExtendedBuildMessageEventArgs")
                events.Add(new LoggedEvent(((dynamic)raised).ExtendedType, ((dynamic)raised).ExtendedMetadata));
        };
        source.Replay(log);
        return events;
    }
}
