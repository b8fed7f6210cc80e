using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Runs one solve of a plan and tells what happens.</summary>
internal sealed class PlannedSolver(BuildPlan plan, PlannedSolve solve, SolveOutside outside, EventWriter output)
{
    private readonly Dictionary<string, string> _bases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);

    /// <summary>What becomes of the result, in BuildKit's terms.</summary>
    public static SolveExport ExportOf(PlannedExport export) => export.Kind switch
    {
        ExportKind.Image => new SolveExport.Image(export.ImageNames, export.Push, export.Format),
        ExportKind.Archive => new SolveExport.Archive(export.ArchivePath, export.ImageNames, export.Format),
        ExportKind.Local => new SolveExport.Folder(export.Directory),
        _ => SolveExport.None,
    };

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="SolveException">A step failed, which was told.</exception>
    /// <exception cref="CodedException">Something stands between it and BuildKit.</exception>
    public async Task<SolveResult> RunAsync(BuildKitClient client, CancellationToken cancellation)
    {
        if (solve.Export.Kind == ExportKind.Local && Directory.Exists(solve.Export.Directory))
            Directory.Delete(solve.Export.Directory, recursive: true);
        try
        {
            return await client.SolveAsync(Request(), Tell, cancellation).ConfigureAwait(false);
        }
        catch (ImageNotResolvedException e) when (OriginSearch.OfImage(plan, e) is { } origin)
        {
            throw OriginErrors.ImageNotResolved(origin, e);
        }
        catch (DockerfileException e)
        {
            throw OriginErrors.DockerfileRefused(OriginSearch.OfLine(plan, e), plan.Dockerfile, e);
        }
        catch (SolveException e) when (!_failed.Contains(e.VertexDigest))
        {
            throw new CodedException(
                BuildKitCodes.EngineRequestFailed, $"BuildKit ended the build: {PeerText.Shown(e.Message).TrimEnd('.')}. Read the engine's log, then build again.", e);
        }
        catch (ProcessFailedException e) when (OriginSearch.OfStep(plan, e) is { } origin)
        {
            output.Write(new StepBlamed(e.VertexDigest, origin));
            throw;
        }
    }

    private SolveRequest Request() => new()
    {
        Folders = [LocalFolder.OfDockerfile(plan.Dockerfile), .. plan.Locals.Select(LocalFolder.Of)],
        Dockerfile = Path.GetFileName(plan.Dockerfile),
        Target = solve.Target,
        Platform = plan.Platform,
        BuildArguments = Arguments(),
        Secrets = plan.Secrets,
        SshAgents = plan.SshAgents,
        // One key serves all folders of a session; BuildKit adds the name of each.
        SharedKey = plan.Locals.First(local => local.Name == "context").SharedKey,
        Export = ExportOf(solve.Export),
        Credentials = outside.Credentials,
        CacheImports = outside.CacheImports,
        CacheExports = outside.CacheExports,
    };

    private IReadOnlyDictionary<string, string> Arguments() => solve.FreshArgument.Length == 0
        ? plan.BuildArguments
        : new Dictionary<string, string>(plan.BuildArguments) { [solve.FreshArgument] = Guid.NewGuid().ToString("n") };

    private void Tell(SolveEvent happened)
    {
        switch (happened)
        {
            case VertexStarted started:
                if (started.Name.Contains("] FROM ", StringComparison.Ordinal))
                    _bases[started.Digest] = started.Name;
                output.Write(new StepStarted(solve.Name, started.Digest, started.Name));
                break;
            case VertexProgress { Total: > 0, Completed: false } pulling when _bases.Remove(pulling.Digest, out var name):
                output.Write(new ImagePulled(pulling.Digest, name));
                break;
            case VertexFinished finished:
                if (finished.Error is not null)
                    _failed.Add(finished.Digest);
                output.Write(new StepFinished(solve.Name, finished.Digest, finished.Name, finished.Cached, finished.Seconds, finished.Error));
                break;
            case VertexLog log:
                output.Write(new StepLog(log.Digest, log.Stream, log.Line));
                break;
            case SolveRepeated again:
                output.Write(new Reported(MessageSeverity.Information, new Diagnostic(BuildKitCodes.ConnectionLost,
                    $"The connection to the engine was lost: {again.Reason.TrimEnd('.')}. Attempt {again.Attempt} of {again.MaxAttempts} goes on from what BuildKit has.")));
                break;
            case FolderSent sent:
                output.Write(new ContextSent(sent.Name, sent.Files, sent.Bytes));
                break;
        }
    }
}
