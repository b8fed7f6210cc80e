using System.Globalization;
using Microsoft.Build.Framework;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Reports what runs: a line for what takes its time, and for programs an event for everything.</summary>
internal sealed class StepReporter : IDisposable
{
    private readonly BuildLog _log;
    private readonly RunningSteps _running;

    /// <summary>Prepares to report.</summary>
    /// <param name="log">Where it goes.</param>
    /// <param name="time">The clock.</param>
    public StepReporter(BuildLog log, TimeProvider time)
    {
        _log = log;
        _running = new RunningSteps(time, name => log.Message(MessageImportance.High, $"Running {StepName.Shorten(name)}"));
    }

    /// <summary>Takes the next event.</summary>
    public void Handle(BuildEvent buildEvent)
    {
        switch (buildEvent)
        {
            case EndpointChosen endpoint:
                _log.Event(MessageImportance.Normal, "Endpoint", $"BuildKit answers at {endpoint.Address} ({endpoint.Source}).",
                    new() { ["address"] = endpoint.Address, ["source"] = endpoint.Source });
                break;
            case StepStarted started:
                _running.Start(started.Step, started.Name);
                _log.Event(MessageImportance.Low, "StepStarted", $"Started {StepName.Shorten(started.Name)}",
                    new() { ["solve"] = started.Solve, ["step"] = started.Step, ["name"] = started.Name });
                break;
            case ImagePulled pulled:
                _running.End(pulled.Step);
                _log.Event(MessageImportance.High, "Pulling", $"Pulling {StepName.Shorten(pulled.Name)}",
                    new() { ["step"] = pulled.Step, ["name"] = pulled.Name });
                break;
            case StepFinished finished:
                _running.End(finished.Step);
                _log.Event(MessageImportance.Low, "Step", $"{How(finished)} {StepName.Shorten(finished.Name)}", Facts(finished));
                break;
            case ContextSent sent:
                _log.Event(MessageImportance.Low, "ContextSent", $"Sent {sent.Files} files of '{sent.Name}', {sent.Bytes} bytes.",
                    new() { ["name"] = sent.Name, ["files"] = Number(sent.Files), ["bytes"] = Number(sent.Bytes) });
                break;
            case SolveFinished solved:
                _log.Event(MessageImportance.Low, "Solved", $"Solved '{solved.Solve}'.", Facts(solved));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private static string How(StepFinished finished) =>
        finished.Error is not null ? "Failed" : finished.Cached ? "Cached" : string.Create(CultureInfo.InvariantCulture, $"Done in {finished.Seconds:0.0} s:");

    private static Dictionary<string, string?> Facts(StepFinished finished) => new()
    {
        ["solve"] = finished.Solve,
        ["step"] = finished.Step,
        ["name"] = finished.Name,
        ["cached"] = finished.Cached ? "true" : "false",
        ["seconds"] = Number(finished.Seconds),
        ["error"] = finished.Error ?? "",
    };

    private static Dictionary<string, string?> Facts(SolveFinished solved) => new()
    {
        ["solve"] = solved.Solve,
        ["imageId"] = solved.ImageId,
        ["imageDigest"] = solved.ImageDigest,
        ["imageSize"] = solved.ImageSize > 0 ? Number(solved.ImageSize) : "",
        ["upToDate"] = solved.UpToDate ? "true" : "false",
    };

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
