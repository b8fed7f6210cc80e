using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;
using RustContainer.ImageBenchmark.Contestants;

namespace RustContainer.ImageBenchmark;

/// <summary>Where the time of one <c>dotnet publish</c> goes, from its start to its end, read out of its binary log.</summary>
internal static class Timeline
{
    private sealed record Mark(double At, string What);

    /// <summary>Builds, and gives how long that took and the table.</summary>
    /// <param name="copy">A copy of a workspace that was just edited.</param>
    public static (double Seconds, string Table) Measure(WorkspaceCopy copy)
    {
        var log = Path.Combine(copy.Folder, "timeline.binlog");
        var started = DateTime.UtcNow;
        var seconds = new Command("dotnet", ["publish", "app.rustproj", "-v:q", "-nologo", $"-bl:{log}"], copy.Folder).Run();
        var marks = Read(log, started);
        File.Delete(log);

        var text = new StringBuilder("| at | for | |\n|---:|---:|---|\n");
        for (var index = 0; index < marks.Count; index++)
        {
            var next = index + 1 < marks.Count ? marks[index + 1].At : seconds;
            text.Append(CultureInfo.InvariantCulture, $"| {marks[index].At * 1000:F0} ms | {(next - marks[index].At) * 1000:F0} ms | {marks[index].What} |\n");
        }

        return (seconds, text.Append(CultureInfo.InvariantCulture, $"| {seconds * 1000:F0} ms | | the process has ended |\n").ToString());
    }

    private static List<Mark> Read(string log, DateTime started)
    {
        List<Mark> marks = [new(0, "the dotnet command, up to MSBuild's start")];
        Strings.Initialize(); // or the reader stops at the first message that it has to put together
        var source = new BinLogReader();
        source.AnyEventRaised += (_, raised) =>
        {
            if (raised is not null && Describe(raised) is { } what)
                marks.Add(new((raised.Timestamp.ToUniversalTime() - started).TotalSeconds, what));
        };
        source.Replay(log);
        return [.. marks.OrderBy(mark => mark.At)];
    }

    private static string? Describe(BuildEventArgs raised) => raised switch
    {
        BuildStartedEventArgs => "MSBuild, up to the evaluation",
        ProjectEvaluationStartedEventArgs => "evaluation",
        ProjectEvaluationFinishedEventArgs => "targets of the .NET SDK and of MSBuild",
        TaskStartedEventArgs { TaskName: var name } when IsOurs(name) => $"task {name}",
        TaskFinishedEventArgs { TaskName: var name } when IsOurs(name) => "targets",
        BuildMessageEventArgs { Message: { } text } when text.StartsWith("Starting the build worker", StringComparison.Ordinal) => "the worker starts and finds BuildKit",
        // MSBuild and the reader of logs have an interface of one name for these, so none can be named.
        _ when raised.GetType().Name == "ExtendedBuildMessageEventArgs" => Extended(((dynamic)raised).ExtendedType, raised.Message ?? ""),
        BuildFinishedEventArgs => "MSBuild and the dotnet command end",
        _ => null,
    };

    private static string? Extended(string type, string text) => type switch
    {
        "RustContainer.Endpoint" => "BuildKit solves: the session, the Dockerfile, the context",
        "RustContainer.ContextSent" => $"BuildKit: {text}",
        "RustContainer.StepStarted" when !text.Contains("internal", StringComparison.Ordinal) => $"BuildKit: {text.Replace("docker.io/library/", "", StringComparison.Ordinal)}",
        "RustContainer.Solved" => $"{text} Then results, or the next solve",
        _ => null,
    };

    private static bool IsOurs(string task) => task.Contains("RustContainer", StringComparison.Ordinal);
}
