using Microsoft.Build.Utilities;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Logs a <see cref="Diagnostic"/> as MSBuild's own.</summary>
internal static class LogExtensions
{
    public static void LogErrorWithCode(this TaskLoggingHelper log, Diagnostic diagnostic) => log.LogError(
        null, diagnostic.Code, null, null, diagnostic.File, diagnostic.Line, diagnostic.Column, 0, 0, "{0}", diagnostic.Message);
}
