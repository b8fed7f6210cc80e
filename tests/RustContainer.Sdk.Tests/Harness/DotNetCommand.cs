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
            return new DotNetResult(result.ExitCode, result.Output, File.Exists(log) ? BinaryLog.ReadBuild(log) : new Build());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
        }
    }
}
