using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Tasks.Project;
using RustContainer.Tasks.Reporting;

namespace RustContainer.Tasks;

/// <summary>What all tasks have in common: the project's options, cancellation, and errors that are one coded message each.</summary>
public abstract class RustContainerTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The .rustproj, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The project's properties: an item for each, its metadata <c>Value</c> the value.</summary>
    [Required]
    public ITaskItem[] Options { get; set; } = [];

    /// <summary>Where artifacts go, absolute or relative to the project.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Stops the task; what runs in the engine is stopped too.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Run(_cancellation.Token);
        }
        catch (CodedException e)
        {
            Log.LogErrorWithCode(e.Diagnostic.File is null ? e.Diagnostic with { File = ProjectFile } : e.Diagnostic);
        }
        catch (OperationFailedException)
        {
            return false;
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogErrorWithCode(new Diagnostic(TaskCodes.FileAccess,
                $"{e.Message} Check that the disk has room and that no other program holds the file, then build again.", ProjectFile));
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The work.</summary>
    /// <exception cref="CodedException">It cannot be done; the message is the user's.</exception>
    protected abstract void Run(CancellationToken cancellation);

    /// <summary>The directory that relative paths start from.</summary>
    private protected string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    private protected OptionTable Table => new(Options);

    private protected string Absolute(string path) => Path.GetFullPath(Path.Combine(ProjectDirectory, path.Replace('\\', '/')));
}
