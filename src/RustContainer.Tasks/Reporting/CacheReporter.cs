using Microsoft.Build.Framework;
using RustContainer.Contract;

namespace RustContainer.Tasks.Reporting;

/// <summary>Says which caches could not be read or written where the build goes on without them.</summary>
/// <param name="log">Where it goes.</param>
internal sealed class CacheReporter(BuildLog log)
{
    private const string Import = "importing cache manifest from ";
    private const string Export = "exporting cache";

    private readonly List<StepFinished> _notWritten = [];

    /// <summary>Takes a step that failed.</summary>
    /// <returns>Whether no build fails because of it.</returns>
    public bool Take(StepFinished failed)
    {
        if (failed.Name.StartsWith(Import, StringComparison.Ordinal))
        {
            TellNotRead(failed.Name[Import.Length..], failed);
            return true;
        }

        if (failed.Name.StartsWith(Export, StringComparison.Ordinal) && !failed.WasCancelled)
            _notWritten.Add(failed);
        return false;
    }

    /// <summary>Says of a solve that succeeded which caches it did not write: ones that may fail, or it would not have succeeded.</summary>
    public void TellNotWritten()
    {
        foreach (var export in _notWritten)
        {
            log.Warning(new Diagnostic(TaskCodes.CacheNotWritten,
                $"'{export.Name}' failed, which its 'ignore-error' allows, and later builds will not find what this one made: {export.Error}. Correct BuildKitCacheTo or the login of its registry, or leave it out."));
        }

        _notWritten.Clear();
    }

    // The first build that writes a cache finds none.
    private void TellNotRead(string cache, StepFinished import)
    {
        var text = $"The cache '{cache}' could not be read, and the build goes on without it: {import.Error}.";
        if (import.Error!.EndsWith("not found", StringComparison.Ordinal))
            log.Message(MessageImportance.Normal, text);
        else if (!import.WasCancelled && log.IsNew(text))
            log.Warning(new Diagnostic(TaskCodes.CacheNotRead, $"{text} Correct BuildKitCacheFrom or the login of its registry, or leave it out."));
    }
}
