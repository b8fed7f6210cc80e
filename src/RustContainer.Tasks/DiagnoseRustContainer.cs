using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Tasks.Reporting;
using RustContainer.Tasks.Worker;

namespace RustContainer.Tasks;

/// <summary>Says what a build would find and use: the endpoint, and what it can do.</summary>
[MSBuildMultiThreadableTask]
public sealed class DiagnoseRustContainer : RustContainerTask
{
    /// <summary>The dotnet program that runs the worker.</summary>
    public string DotNetHost { get; set; } = "";

    /// <summary>The worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        string[] arguments =
            ["--doctor", Table["BuildKitEndpoint"], Table["BuildKitTlsDirectory"], Table["BuildKitTlsServerName"]];
        var outcome = new WorkerProcess(DotNetHost, Worker).Run(arguments, Handle, cancellation);
        if (outcome != BuildOutcome.Succeeded && !Log.HasLoggedErrors)
            throw new OperationFailedException();
    }

    private void Handle(BuildEvent happened)
    {
        switch (happened)
        {
            // High, for it is what was asked for: dotnet build shows nothing else, and its terminal logger not even that (-tl:off).
            case Finding finding:
                Log.LogMessage(MessageImportance.High, "{0}", finding.Text);
                break;
            case Reported { Diagnostic: var diagnostic }:
                Log.LogErrorWithCode(diagnostic.File is null ? diagnostic with { File = ProjectFile } : diagnostic);
                break;
        }
    }
}
