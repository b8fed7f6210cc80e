using Microsoft.Build.Framework;
using RustContainer.Cargo.Messages;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Turns the worker's events into MSBuild messages, warnings and errors.</summary>
internal sealed class BuildReporter : IDisposable
{
    private readonly StepOutputs _steps = new();
    private readonly BuildSummary _summary = new();
    private readonly BuildLog _log;
    private readonly SourcePaths _paths;
    private readonly string _builderImage;
    private readonly CompilerReporter _compiler;
    private readonly StepReporter _progress;
    private readonly CacheReporter _caches;
    private StepFinished? _failed;
    private StepBlamed? _blamed;
    private Diagnostic? _lastChange;
    private bool _saidWhy; // an error of the log may be a warning that -warnaserror made one

    /// <summary>Prepares to report one run of the worker.</summary>
    /// <param name="log">Where messages go.</param>
    /// <param name="paths">Where the builder's files lie on this machine.</param>
    /// <param name="builderImage">The image that cargo runs in.</param>
    public BuildReporter(BuildLog log, SourcePaths paths, string builderImage)
    {
        _builderImage = builderImage;
        _log = log;
        _paths = paths;
        _compiler = new CompilerReporter(log, paths);
        _progress = new StepReporter(log, TimeProvider.System);
        _caches = new CacheReporter(log);
    }

    /// <summary>Whether cargo refused to build because Cargo.lock would have to change.</summary>
    public bool LockWasRefused => FailedStep?.Errors.Any(error => error.Failure == CargoFailure.LockRefused) == true;

    /// <summary>Whether the build failed because a file changed while it was sent.</summary>
    public bool SourcesChanged { get; private set; }

    /// <summary>Takes the next event.</summary>
    public void Handle(BuildEvent buildEvent)
    {
        _progress.Handle(buildEvent);
        switch (buildEvent)
        {
            case StepStarted started:
                _steps.Of(started.Step).RunsCargo = started.Name.Contains("/rustcontainer/scripts/", StringComparison.Ordinal);
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
                _summary.Take(sent);
                break;
            case SolveFinished solved:
                _summary.Take(solved);
                _caches.TellNotWritten();
                break;
            case Reported reported:
                Report(reported.Severity, reported.Diagnostic);
                break;
        }
    }

    /// <summary>Gives the warnings of a build that succeeded, which a cached step did not print.</summary>
    /// <param name="diagnosticsFile">The exported file of messages.</param>
    public void ReportExported(string diagnosticsFile)
    {
        if (!File.Exists(diagnosticsFile))
            return;
        foreach (var line in File.ReadLines(diagnosticsFile))
            TakeMessage(line);
    }

    /// <summary>Says in a line what a build that succeeded did, and at normal verbosity what took how long.</summary>
    public void Summarize()
    {
        if (_summary.Text is not { } text)
            return;
        foreach (var step in _summary.LongestFirst)
            _log.Message(MessageImportance.Normal, step);
        _log.Event(MessageImportance.High, "Summary", text, _summary.Facts);
    }

    /// <summary>Says why the build failed, if nothing that was reported says it yet.</summary>
    public void ReportFailure()
    {
        if (_lastChange is not null)
            _log.Error(_lastChange);
        if (_lastChange is not null)
            return;
        var step = FailedStep;
        if (_blamed is not null && _failed is not null && !_saidWhy && !_compiler.SaidError)
        {
            ReportBlamed(_blamed.Origin, _failed, step!);
            return;
        }

        if (!_saidWhy && !_compiler.SaidError)
        {
            foreach (var error in step?.Errors ?? [])
                ReportCargo(error);
        }

        var said = _saidWhy || _compiler.SaidError;
        if (step is { IsClipped: true })
            ReportClip(said);
        else if (!said && _failed is not null)
            _log.Error(new Diagnostic(TaskCodes.StepFailed,
                $"The step '{StepName.Shorten(_failed.Name)}' failed: {_failed.Error}. Its last lines: {step!.LastLines()}"));
        else if (!said)
            _log.Error(new Diagnostic(TaskCodes.StepFailed, "The build failed and BuildKit did not say why. Its log says more: dotnet build -v:n."));
    }

    /// <inheritdoc/>
    public void Dispose() => _progress.Dispose();

    private StepOutput? FailedStep => _failed is null ? null : _steps.Of(_failed.Step);

    private void Finish(StepFinished finished)
    {
        _summary.Take(finished);
        if (_steps.Of(finished.Step).End() is { } last)
            Warn(finished.Step, last);
        if (finished.Error is null)
            _steps.Forget(finished.Step);
        else if (!_caches.Take(finished) && (_failed is null || _failed.WasCancelled))
            _failed = finished;
    }

    private void TakeLine(StepLog line)
    {
        if (TakeMessage(line.Line))
            return;
        _log.Message(MessageImportance.Normal, line.Line);
        if (_steps.Of(line.Step).Take(line.Line) is { } message)
            Warn(line.Step, message);
    }

    private bool TakeMessage(string line)
    {
        switch (_paths.Parse(line, out var file))
        {
            case CompilerMessage message:
                _compiler.Report(line, message, file);
                return true;
            case CompileSummary compiled:
                _summary.Take(compiled);
                return true;
            case ToolLack lack:
                _saidWhy = true;
                _log.Error(MissingTool.In(_builderImage, lack.Tool));
                return true;
            case SccacheFailure sccache:
                _saidWhy = true;
                _log.Error(new Diagnostic(TaskCodes.SccacheFailed,
                    $"sccache did not start in the builder: {(sccache.Reason.Length > 0 ? sccache.Reason : "it does not say why")}. Correct the SCCACHE_ variables and the BuildKitSecrets that it gets, choose a RustBuilderImage whose sccache has that kind of cache, or leave RustSccache off."));
                return true;
            case MessagesOmitted omitted:
                _log.Warning(new Diagnostic(TaskCodes.LogIncomplete,
                    $"There are {omitted.Count} more messages of the compiler than a log of BuildKit holds, warnings among them. Correct those that are shown, errors first, and build again."));
                return true;
            case CargoWarning warning:
                foreach (var told in CargoTextError.ParseAll([warning.Text]))
                    Warn(told);
                return true;
            case null:
                return false;
            default:
                _log.Message(MessageImportance.Low, line);
                return true;
        }
    }

    private void Warn(string step, CargoTextError message)
    {
        if (_steps.Of(step).RunsCargo)
            Warn(message);
    }

    // What cargo says while it runs comes once more with the exported messages; and it says of manifests the same whenever it runs.
    private void Warn(CargoTextError message)
    {
        if (message.Level != DiagnosticLevel.Warning || message.IsSummary)
            return;
        var text = message.Message.Split('\n')[0];
        if (!_log.IsNew(text))
            return;
        var file = _paths.FileOf(message) ?? (text.StartsWith("unused manifest key", StringComparison.Ordinal) ? _paths.OnHost("Cargo.toml") : null);
        _log.Warning(new Diagnostic(TaskCodes.CargoWarned, _paths.InText(text), file, message.Line, message.Column));
    }

    private void ReportCargo(CargoTextError error)
    {
        if (error.IsSummary || error.Level != DiagnosticLevel.Error)
            return;
        _saidWhy = true;
        var text = _paths.InText(CargoFailureText.OneLine(error.Failure, error.Message));
        var file = _paths.FileOf(error);
        var (line, column) = error.Line > 0 || file is null ? (error.Line, error.Column) : DependencyPlace.Find(file, error.Dependency);
        _log.Error(new Diagnostic(CargoFailureText.CodeOf(error.Failure), text, file, line, column));
    }

    private void ReportBlamed(Origin origin, StepFinished failed, StepOutput step) => _log.Error(origin.At(
        TaskCodes.StepFailed,
        $"{origin.Source} is '{origin.Value}', and the step that it asks for failed: '{StepName.Shorten(failed.Name)}'. {origin.Remedy} Its last lines: {step.LastLines()}"));

    private void ReportClip(bool saidWhy)
    {
        var step = StepName.Shorten(_failed!.Name);
        const string remedy = "or set BUILDKIT_STEP_LOG_MAX_SIZE=-1 and BUILDKIT_STEP_LOG_MAX_SPEED=-1 for the engine.";
        if (saidWhy)
            _log.Warning(new Diagnostic(TaskCodes.LogIncomplete,
                $"BuildKit cut the log of the step '{step}', so there may be more errors than are shown. Correct these and build again, {remedy}"));
        else
            _log.Error(new Diagnostic(TaskCodes.LogClipped,
                $"The step '{step}' failed ({_failed.Error}) and BuildKit cut its log before the cause. Build with fewer errors at a time, {remedy}"));
    }

    private void Report(MessageSeverity severity, Diagnostic diagnostic)
    {
        if (diagnostic.Code == ContractCodes.FileChanged)
        {
            SourcesChanged = true;
            _lastChange = diagnostic;
        }
        else if (severity == MessageSeverity.Error)
        {
            _saidWhy = true;
            _log.Error(diagnostic);
        }
        else if (severity == MessageSeverity.Warning)
            _log.Warning(diagnostic);
        else
            _log.Message(MessageImportance.High, diagnostic.Message);
    }
}
