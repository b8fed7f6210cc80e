using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustContainer.Cargo.Messages;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Turns the worker's events into MSBuild messages, warnings and errors.</summary>
/// <param name="log">Where they go.</param>
/// <param name="projectFile">The project, which messages that belong to no other file are about.</param>
/// <param name="paths">Where the builder's files lie on this machine.</param>
internal sealed class BuildReporter(TaskLoggingHelper log, string projectFile, SourcePaths paths)
{
    private readonly Dictionary<string, StepOutput> _steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly BuildSummary _summary = new();
    private StepFinished? _failed;
    private StepBlamed? _blamed;
    private Diagnostic? _lastChange;
    private bool _saidWhy; // an error of the log may be a warning that -warnaserror made one

    /// <summary>Whether cargo refused to build because Cargo.lock would have to change.</summary>
    public bool LockWasRefused => FailedStep?.Finish().Any(IsLockRefusal) == true;

    /// <summary>Whether the build failed because a file changed while it was sent.</summary>
    public bool SourcesChanged { get; private set; }

    /// <summary>Takes the next event.</summary>
    public void Handle(BuildEvent buildEvent)
    {
        switch (buildEvent)
        {
            case EndpointChosen endpoint:
                log.LogMessage(MessageImportance.Normal, $"BuildKit answers at {endpoint.Address} ({endpoint.Source}).");
                break;
            case StepStarted started:
                log.LogMessage(StepName.IsWork(started.Name) ? MessageImportance.High : MessageImportance.Low, "{0}", $"Running {StepName.Shorten(started.Name)}");
                break;
            case ImagePulled pulled:
                log.LogMessage(MessageImportance.High, "{0}", $"Pulling {StepName.Shorten(pulled.Name)}");
                break;
            case StepFinished finished:
                Finish(finished);
                break;
            case StepBlamed blamed:
                _blamed ??= blamed;
                break;
            case StepLog line:
                TakeLine(line);
                break;
            case ContextSent sent:
                log.LogMessage(MessageImportance.Low, $"Sent {sent.Files} files of '{sent.Name}', {sent.Bytes} bytes.");
                _summary.Take(sent);
                break;
            case SolveFinished solved:
                _summary.Take(solved);
                break;
            case Reported reported:
                Report(reported.Severity, reported.Diagnostic);
                break;
        }
    }

    /// <summary>Gives the warnings of a build that succeeded, which a cached step did not print.</summary>
    /// <param name="diagnosticsFile">The exported file of compiler messages.</param>
    public void ReportExported(string diagnosticsFile)
    {
        if (!File.Exists(diagnosticsFile))
            return;
        foreach (var line in File.ReadLines(diagnosticsFile))
            TakeCompilerMessage(line);
    }

    /// <summary>Says in a line what a build that succeeded did, and at normal verbosity what took how long.</summary>
    public void Summarize()
    {
        if (_summary.Text is not { } text)
            return;
        foreach (var step in _summary.LongestFirst)
            log.LogMessage(MessageImportance.Normal, "{0}", step);
        log.LogMessage(MessageImportance.High, "{0}", text);
    }

    /// <summary>Says why the build failed, if nothing that was reported says it yet.</summary>
    public void ReportFailure()
    {
        if (_lastChange is not null)
            log.LogErrorWithCode(_lastChange);
        if (_saidWhy || _lastChange is not null)
            return;
        var step = FailedStep;
        if (_blamed is not null && _failed is not null)
        {
            ReportBlamed(_blamed.Origin, _failed, step!);
            return;
        }

        foreach (var error in step?.Finish() ?? [])
            ReportCargo(error);
        if (_saidWhy)
            return;
        if (step is { IsClipped: true })
            log.LogErrorWithCode(new Diagnostic(TaskCodes.LogClipped,
                $"The step '{StepName.Shorten(_failed!.Name)}' failed ({_failed.Error}) and BuildKit cut its log before the cause. Build with fewer errors at a time, or set BUILDKIT_STEP_LOG_MAX_SIZE=-1 for the engine.", projectFile));
        else if (_failed is not null)
            log.LogErrorWithCode(new Diagnostic(TaskCodes.StepFailed,
                $"The step '{StepName.Shorten(_failed.Name)}' failed: {_failed.Error}. Its last lines: {step!.LastLines()}", projectFile));
        else
            log.LogErrorWithCode(new Diagnostic(TaskCodes.StepFailed, "The build failed and BuildKit did not say why. Its log says more: dotnet build -v:n.", projectFile));
    }

    private StepOutput? FailedStep => _failed is null ? null : Step(_failed.Step);

    private static bool IsLockRefusal(CargoTextError error) =>
        error.Message.Contains("--locked", StringComparison.Ordinal) && error.Message.Contains("lock file", StringComparison.Ordinal);

    private StepOutput Step(string id) => _steps.TryGetValue(id, out var step) ? step : _steps[id] = new StepOutput();

    private void Finish(StepFinished finished)
    {
        _summary.Take(finished);
        if (finished.Error is not null)
            _failed ??= finished;
        else
            log.LogMessage(MessageImportance.Low, $"{(finished.Cached ? "Cached" : $"Done in {finished.Seconds:0.0} s:")} {StepName.Shorten(finished.Name)}");
    }

    private void TakeLine(StepLog line)
    {
        if (TakeCompilerMessage(line.Line))
            return;
        log.LogMessage(MessageImportance.Normal, "{0}", line.Line);
        Step(line.Step).Take(line.Line);
    }

    private bool TakeCompilerMessage(string line)
    {
        switch (paths.Parse(line, out var file))
        {
            case CompilerMessage message:
                if (_told.Add(line))
                    ReportCompiler(message, file ?? paths.OnHost(message.ManifestPath));
                return true;
            case CompileSummary compiled:
                _summary.Take(compiled);
                return true;
            case OtherCargoMessage { Reason: "rustcontainer-clipped" }:
                log.LogMessage(MessageImportance.High, "There were more messages of the compiler than a log holds; the rest is left out.");
                return true;
            case null:
                return false;
            default:
                log.LogMessage(MessageImportance.Low, "{0}", line);
                return true;
        }
    }

    private void ReportCompiler(CompilerMessage message, string? file)
    {
        var diagnostic = message.Diagnostic;
        if (diagnostic.IsSummary)
            return;
        var text = OneLine(diagnostic.Message);
        _saidWhy |= diagnostic.Level == DiagnosticLevel.Error;
        if (diagnostic.Level == DiagnosticLevel.Error)
            log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, file, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", text);
        else if (diagnostic.Level == DiagnosticLevel.Warning)
            log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, file, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", text);
        if (diagnostic.Rendered is { } rendered)
            log.LogMessage(MessageImportance.Normal, "{0}", rendered);
    }

    private void ReportCargo(CargoTextError error)
    {
        if (error.IsSummary || error.Level != DiagnosticLevel.Error)
            return;
        _saidWhy = true;
        var remedy = error.IsKilled ? " A process was killed, as happens where memory is short; nothing of this build is kept, so build again." : "";
        log.LogErrorWithCode(new Diagnostic(TaskCodes.CargoFailed, OneLine(error.Message) + remedy, paths.OnHost(error.File) ?? projectFile, error.Line, error.Column));
    }

    private void ReportBlamed(Origin origin, StepFinished failed, StepOutput step) => log.LogErrorWithCode(InProject(new Diagnostic(
        TaskCodes.StepFailed,
        $"{origin.Source} is '{origin.Value}', and the step that it asks for failed: '{StepName.Shorten(failed.Name)}'. {origin.Remedy} Its last lines: {step.LastLines()}",
        origin.File.Length > 0 ? origin.File : null)));

    private void Report(MessageSeverity severity, Diagnostic reported)
    {
        var diagnostic = InProject(reported);
        if (diagnostic.Code == ContractCodes.FileChanged)
        {
            SourcesChanged = true;
            _lastChange = diagnostic;
        }
        else if (severity == MessageSeverity.Error)
        {
            _saidWhy = true;
            log.LogErrorWithCode(diagnostic);
        }
        else if (severity == MessageSeverity.Warning)
            log.LogWarningWithCode(diagnostic);
        else
            log.LogMessage(MessageImportance.High, "{0}", diagnostic.Message);
    }

    private Diagnostic InProject(Diagnostic diagnostic) => diagnostic.File is null ? diagnostic with { File = projectFile } : diagnostic;

    // MSBuild repeats file, line and code before every line of a message.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
