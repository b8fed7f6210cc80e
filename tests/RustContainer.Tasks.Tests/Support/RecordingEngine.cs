using System.Collections;
using Microsoft.Build.Framework;

namespace RustContainer.Tasks.Tests.Support;

/// <summary>Takes a task's messages in place of MSBuild.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    public List<string> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];

    public IEnumerable<string?> Lines => Messages.Where(message => message.Importance == MessageImportance.High).Select(message => message.Message);

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "/src/app.rustproj";

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add($"{e.File}({e.LineNumber},{e.ColumnNumber}): {e.Code}: {e.Message}");

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add($"{e.File}({e.LineNumber},{e.ColumnNumber}): {e.Code}: {e.Message}");

    public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e);

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException();
}
