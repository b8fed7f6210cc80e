using System.Text.Json;
using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>One run: a plan in, event lines out, the outcome last.</summary>
internal static class Worker
{
    /// <summary>Runs the solves that <paramref name="arguments"/> name.</summary>
    /// <returns>The exit code: 0 if all succeeded.</returns>
    public static async Task<int> RunAsync(string[] arguments, EventWriter output, CancellationToken cancellation)
    {
        var outcome = BuildOutcome.Failed;
        try
        {
            await (DoctorArguments.Parse(arguments) is { } asked
                ? Doctor.RunAsync(asked, output, cancellation)
                : SolveAllAsync(WorkerArguments.Parse(arguments), output, cancellation)).ConfigureAwait(false);
            outcome = BuildOutcome.Succeeded;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // What breaks while everything is taken down is nobody's error.
            outcome = BuildOutcome.Cancelled;
        }
        catch (CodedException e)
        {
            output.Write(new Reported(MessageSeverity.Error, e.Diagnostic));
        }
        catch (SolveException)
        {
            // The failing step was reported as it failed; what its output means is the caller's to say.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.Write(new Reported(MessageSeverity.Error, new Diagnostic(WorkerCodes.FileAccess,
                $"{e.Message} Look at the rights of the project's obj folder and whether the disk has room, then build again.")));
        }
        catch (Exception e)
        {
            output.Write(new Reported(MessageSeverity.Error, new Diagnostic(WorkerCodes.Unexpected,
                $"The build worker failed with {e.GetType().Name}: {e.Message} Build again; if it fails so again, report it.")));
        }

        output.Write(new Finished(outcome));
        return outcome == BuildOutcome.Succeeded ? 0 : 1;
    }

    private static async Task SolveAllAsync(WorkerArguments arguments, EventWriter output, CancellationToken cancellation)
    {
        var plan = ReadPlan(arguments.PlanPath);
        var solves = arguments.Solves.Select(name => plan.Solves.FirstOrDefault(solve => solve.Name == name) ?? throw new CodedException(
            WorkerCodes.PlanUnusable, $"The plan '{arguments.PlanPath}' has no solve '{name}'. Delete it and build again.")).ToList();

        var outside = SolveOutside.Of(plan);
        var settings = EndpointSettings.FromEnvironment(plan.Endpoint) with { TlsDirectory = plan.TlsDirectory, TlsServerName = plan.TlsServerName };
        var endpoint = await Endpoint.FindAsync(settings, cancellation).ConfigureAwait(false);
        output.Write(new EndpointChosen(endpoint.Address.ToString(), endpoint.Source));
        var client = await BuildKitClient.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
        await using var _ = client.ConfigureAwait(false);
        client.RequireCaches(outside.CacheImports, outside.CacheExports);
        foreach (var solve in solves)
            client.RequireExport(PlannedSolver.ExportOf(solve.Export));
        if (arguments.Bases.Count > 0 && await HasAsync(client, arguments.Bases, cancellation).ConfigureAwait(false))
        {
            // What a registry has, nobody knows but by asking it.
            if (arguments.IsMade && !solves[^1].Export.Push && await HasAsync(client, arguments.Made, cancellation).ConfigureAwait(false))
            {
                output.Write(new SolveFinished(solves[^1].Name, UpToDate: true));
                return;
            }

            solves.RemoveRange(0, solves.Count - 1);
        }

        await TellBaseImagesAsync(client, plan, output, cancellation).ConfigureAwait(false);
        foreach (var solve in solves)
        {
            await SolveSources.CheckAsync(plan.Secrets, plan.SshAgents, cancellation).ConfigureAwait(false);
            var result = await new PlannedSolver(plan, solve, outside.For(solve, solve == solves[^1]), output).RunAsync(client, cancellation).ConfigureAwait(false);
            var size = solve.Export.Kind == ExportKind.Archive
                ? new FileInfo(solve.Export.ArchivePath).Length
                : await SizeAsync(client, result.ImageId, cancellation).ConfigureAwait(false);
            output.Write(new SolveFinished(solve.Name, result.ImageId, result.ImageDigest, ImageSize: size));
        }
    }

    private static async Task<long> SizeAsync(BuildKitClient client, string image, CancellationToken cancellation)
    {
        try
        {
            return image.Length > 0 && client.Api is { } api ? await api.ImageSizeAsync(image, cancellation).ConfigureAwait(false) ?? 0 : 0;
        }
        catch (CodedException e) when (e.Diagnostic.Code == BuildKitCodes.ConnectionLost)
        {
            // The image is there; its size is only told.
            return 0;
        }
    }

    private static async Task<bool> HasAsync(BuildKitClient client, IReadOnlyDictionary<string, string> images, CancellationToken cancellation)
    {
        foreach (var (name, id) in images)
        {
            if (await IdAsync(client, name, cancellation).ConfigureAwait(false) != id)
                return false;
        }

        return true;
    }

    // Before the build: one that gets another image's name meanwhile is seen the next time.
    private static async Task TellBaseImagesAsync(BuildKitClient client, BuildPlan plan, EventWriter output, CancellationToken cancellation)
    {
        foreach (var name in plan.Origins.Select(line => line.Origin.Image).Where(name => name.Length > 0).Distinct())
        {
            if (await IdAsync(client, name, cancellation).ConfigureAwait(false) is { } id)
                output.Write(new BaseImageSeen(name, id));
        }
    }

    /// <summary>The id of an image, empty where the engine has none of that name; <see langword="null"/> where it does not say: then there is
    /// nothing to compare, and what is wrong with the name, BuildKit knows better.</summary>
    private static async Task<string?> IdAsync(BuildKitClient client, string image, CancellationToken cancellation)
    {
        try
        {
            return client.Api is { } api ? await api.FindImageAsync(image, cancellation).ConfigureAwait(false) ?? "" : null;
        }
        catch (CodedException)
        {
            return null;
        }
    }

    private static BuildPlan ReadPlan(string path)
    {
        try
        {
            return ContractJson.ReadPlan(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CodedException(WorkerCodes.PlanUnusable, $"The plan '{path}' cannot be read: {e.Message} Delete it and build again.", e);
        }
    }
}
