using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Where a build's messages go: errors, warnings that may be errors, lines for people, and events for programs that read the log.</summary>
/// <param name="log">The task's.</param>
/// <param name="engine">What runs the task.</param>
/// <param name="projectFile">The project, which messages that belong to no other file are about.</param>
/// <param name="policy">Which warnings are errors.</param>
internal sealed class BuildLog(TaskLoggingHelper log, IBuildEngine engine, string projectFile, WarningPolicy policy)
{
    // More messages than anybody reads; what comes again after so many is told again.
    private const int MaxTold = 100_000;

    private readonly SortedSet<string> _warningCodes = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _told = [];

    /// <summary>Whether an error was logged, be it a warning by nature.</summary>
    public bool HasErrors => log.HasLoggedErrors;

    /// <summary>The codes of all warnings so far, whether they were errors or not; empty for those without a code.</summary>
    public IReadOnlyList<string> WarningCodes => [.. _warningCodes];

    /// <summary>Whether warnings of such a code fail the build.</summary>
    public bool IsError(string warningCode) => policy.IsError(warningCode);

    /// <summary>Whether <paramref name="message"/> was not asked for before in this build, which may run the worker several times.</summary>
    public bool IsNew(string message)
    {
        if (_told.Count >= MaxTold)
            _told.Clear();
        return _told.Add(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(message)).AsSpan(0, 16)));
    }

    /// <summary>Logs an error.</summary>
    // Not where it ends: what reads logs for annotations knows file(line,column) and not the longer form.
    public void Error(Diagnostic diagnostic, string? helpLink = null) => log.LogError(
        null, Code(diagnostic), null, helpLink, diagnostic.File ?? projectFile, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", diagnostic.Message);

    /// <summary>Logs a warning.</summary>
    public void Warning(Diagnostic diagnostic, string? helpLink = null)
    {
        _warningCodes.Add(diagnostic.Code);
        if (policy.IsError(diagnostic.Code))
            Error(diagnostic, helpLink);
        else
            log.LogWarning(
                null, Code(diagnostic), null, helpLink, diagnostic.File ?? projectFile, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", diagnostic.Message);
    }

    /// <summary>Logs a line for people.</summary>
    public void Message(MessageImportance importance, string text) => log.LogMessage(importance, "{0}", text);

    /// <summary>Logs a line for people that carries its facts for programs: an extended message of MSBuild, which binary logs keep.</summary>
    /// <param name="importance">How important the line is.</param>
    /// <param name="type">Which event it is; <c>RustContainer.</c> is put before it.</param>
    /// <param name="text">The line.</param>
    /// <param name="facts">The facts by name, numbers in the invariant culture.</param>
    public void Event(MessageImportance importance, string type, string text, Dictionary<string, string?> facts) =>
        engine.LogMessageEvent(new ExtendedBuildMessageEventArgs("RustContainer." + type, text, null, "RustContainer", importance) { ExtendedMetadata = facts });

    private static string? Code(Diagnostic diagnostic) => diagnostic.Code.Length > 0 ? diagnostic.Code : null;
}
