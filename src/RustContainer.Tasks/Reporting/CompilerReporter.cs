using Microsoft.Build.Framework;
using RustContainer.Cargo.Messages;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Reports what rustc and clippy say, each message once.</summary>
/// <param name="log">Where it goes.</param>
/// <param name="paths">Where the builder's files lie on this machine.</param>
internal sealed class CompilerReporter(BuildLog log, SourcePaths paths)
{
    /// <summary>Whether it said an error.</summary>
    public bool SaidError { get; private set; }

    /// <summary>Reports a message.</summary>
    /// <param name="line">cargo's JSON line, by which messages are told apart.</param>
    /// <param name="message">What it says.</param>
    /// <param name="file">The file on this machine that it is about; <see langword="null"/> where it has no place in the sources.</param>
    public void Report(string line, CompilerMessage message, string? file)
    {
        var diagnostic = message.Diagnostic;
        if (diagnostic.IsSummary)
            return;
        SaidError |= diagnostic.Level == DiagnosticLevel.Error;
        if (!log.IsNew(line))
            return;
        var code = diagnostic.Code ?? (diagnostic.IsOfLinker ? TaskCodes.LinkerFailed : "");
        var text = diagnostic.IsOfLinker ? CargoFailureText.OneLine(CargoFailure.Linker, diagnostic.Message) : MessageText.OneLine(diagnostic.Message);
        var reported = new Diagnostic(
            code, paths.InText(text), file ?? paths.ManifestOf(message), diagnostic.Line, diagnostic.Column);
        if (diagnostic.Level == DiagnosticLevel.Error)
            log.Error(reported, diagnostic.HelpLink);
        else if (diagnostic.Level == DiagnosticLevel.Warning)
            log.Warning(reported, diagnostic.HelpLink);
        if (diagnostic.Rendered is { } rendered)
            log.Message(MessageImportance.Normal, rendered);
    }
}
