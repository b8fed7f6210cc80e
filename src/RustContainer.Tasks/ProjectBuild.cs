using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Staging;
using RustContainer.Tasks.Project;
using RustContainer.Tasks.Reporting;
using RustContainer.Tasks.Results;
using RustContainer.Tasks.Worker;

namespace RustContainer.Tasks;

/// <summary>One build or publish of a project, from staging to the files and images that are handed on.</summary>
/// <param name="log">Where messages go.</param>
/// <param name="projectFile">The .rustproj.</param>
/// <param name="host">The dotnet program that runs the worker.</param>
/// <param name="worker">The worker's assembly.</param>
/// <param name="outputDirectory">bin/, absolute.</param>
/// <param name="stagingDirectory">Where everything is staged, absolute.</param>
/// <param name="stage">Stages the project as it is now.</param>
internal sealed class ProjectBuild(
    BuildLog log, string projectFile, string host, string worker, string outputDirectory, string stagingDirectory, Func<StagedProject> stage)
{
    // A file that is saved while it is sent makes a build of neither version; each attempt looks at the sources anew.
    private const int MaxAttempts = 3;

    // The terminal logger looks for the project's name before an arrow, and shows what stands behind as what the project gave.
    private readonly string _projectName = Path.GetFileNameWithoutExtension(projectFile);

    private readonly string _record = Path.Combine(stagingDirectory, ProjectStager.RecordName);

    /// <summary>Whether <see cref="Publish"/> takes what was built, and is an error where that is not the project as it is now.</summary>
    public bool NoBuild { get; init; }

    /// <summary>The file that <see cref="Publish"/> left the image in; empty where there is none.</summary>
    public string Archive { get; private set; } = "";

    /// <summary>Compiles, if anything changed, and puts the artifacts into bin/.</summary>
    public void Build(CancellationToken cancellation)
    {
        var project = StageWithLock(cancellation);
        if (RecordOf(project) is null)
            Solve(project, [Stager.ArtifactsSolve], cancellation);
    }

    /// <summary>Makes the image of a program, or copies a library to <paramref name="publishDirectory"/>.</summary>
    /// <returns>The images by name.</returns>
    public IReadOnlyDictionary<string, BuiltImage> Publish(string publishDirectory, CancellationToken cancellation)
    {
        var project = StageWithLock(cancellation);
        var record = RecordOf(project);
        if (!project.Model.IsExecutable)
        {
            if (record is null && !NoBuild)
                Solve(project, [Stager.ArtifactsSolve], cancellation);
            PublishLibraries(project, publishDirectory);
            return new Dictionary<string, BuiltImage>();
        }

        project.Model.Selection.ImageBinary();
        Archive = project.Model.Options.ArchivePath;
        string[] solves = NoBuild ? [Stager.ImageSolve] : [Stager.ArtifactsSolve, Stager.ImageSolve];
        if (record is null)
            return Solve(project, solves, cancellation);
        var names = project.Model.Options.ImageNames;
        var isMade = names.All(record.Images.ContainsKey) && (Archive.Length == 0 || record.Archive is { IsIntact: true });
        var made = isMade ? names.ToDictionary(name => name, name => record.Images[name]) : [];
        // A buildkitd has no images to compare.
        if (record.BaseImages.Count == 0)
            return isMade && Archive.Length > 0 ? made : Solve(project, [Stager.ImageSolve], cancellation);
        // Where another image has a base's name, bin/ is compiled again too, so that it has what the image has.
        var bases = record.BaseImages.Select(image => $"--base={image.Key}={image.Value}");
        var results = !isMade ? [] : Archive.Length > 0 ? ["--made"] : made.Select(image => $"--made={image.Key}={image.Value.Id}");
        return Solve(project, [.. solves, .. bases, .. results], cancellation, made);
    }

    // The last build's record, if nothing has changed since on either side.
    private BuildRecord? RecordOf(StagedProject project) =>
        CompiledOf(project) is { } record && record.Fingerprint == project.Fingerprint ? record : null;

    // The same, whatever has become of the image since. `dotnet build -o` puts the same files elsewhere: what lies intact in bin/ says
    // nothing of that folder.
    private BuildRecord? CompiledOf(StagedProject project) =>
        BuildRecord.Read(_record) is { } record
        && record.Compilation == project.Compilation
        && record.Outputs.Select(output => output.Path).SequenceEqual(OutputsOf(project), StringComparer.Ordinal)
        && record.OutputsAreIntact
        && !record.WarningCodes.Any(log.IsError) // then cargo's cached words fail the build
            ? record
            : null;

    private IEnumerable<string> OutputsOf(StagedProject project) => project.Build.Artifacts.Select(name => Path.Combine(outputDirectory, name));

    private StagedProject StageWithLock(CancellationToken cancellation)
    {
        var project = StageChecked();
        return NoBuild || project.LockDifferences.Count == 0 ? project : ResolveLock(project, cancellation);
    }

    private StagedProject StageChecked()
    {
        var project = stage();
        return !NoBuild || CompiledOf(project) is not null ? project : throw NotBuilt($"'{projectFile}', as it is now, was not built to '{outputDirectory}'");
    }

    private static CodedException NotBuilt(string what) => new(
        TaskCodes.NotBuilt,
        $"NoBuild is true (--no-build), and {what}. Build it first, with the same configuration and properties, or publish without --no-build.");

    private StagedProject ResolveLock(StagedProject project, CancellationToken cancellation)
    {
        using var reporter = NewReporter(project);
        var outcome = Run(project, [Stager.LockSolve], reporter.Handle, cancellation);
        StopIfCancelled(outcome, cancellation);
        if (outcome != BuildOutcome.Succeeded)
        {
            reporter.ReportFailure();
            throw new OperationFailedException();
        }

        if (LockFile.Replace(Path.Combine(stagingDirectory, "lock", "Cargo.lock"), project.Model.Workspace.LockPath) is { } change)
            log.Message(MessageImportance.High, change);
        return stage();
    }

    private Dictionary<string, BuiltImage> Solve(
        StagedProject project, IReadOnlyList<string> arguments, CancellationToken cancellation, Dictionary<string, BuiltImage>? made = null)
    {
        var compiled = CompiledOf(project);
        for (var attempt = 1; ; attempt++)
        {
            var images = new Dictionary<string, BuiltImage>(StringComparer.Ordinal);
            var bases = new Dictionary<string, string>(StringComparer.Ordinal);
            var (madeArtifacts, madeImage, isUpToDate) = (false, false, false);
            using var reporter = NewReporter(project);
            var outcome = Run(project, arguments, Take, cancellation);
            StopIfCancelled(outcome, cancellation);
            if (outcome == BuildOutcome.Succeeded)
            {
                // Warnings can be errors (-warnaserror). Nothing may be recorded then, or the next build would find nothing to do and pass.
                if (log.HasErrors)
                    throw new OperationFailedException();
                if (isUpToDate)
                    return made!;
                reporter.Summarize();
                var outputs = madeArtifacts ? Install(project) : compiled?.Outputs;
                if (outputs is not null)
                    Record(project, outputs, images, bases, madeArtifacts);
                // The last arrow is the one that the terminal logger shows.
                if (madeImage)
                    log.Message(MessageImportance.High, $"{_projectName} -> {PlaceOf(project.Model.Options)}");
                return images;
            }

            if (attempt < MaxAttempts && reporter.SourcesChanged)
                project = StageChecked();
            else if (attempt < MaxAttempts && reporter.LockWasRefused && !NoBuild && project.LockDifferences.Count == 0 && !project.IsLocked)
                project = ResolveLock(project, cancellation);
            else
            {
                reporter.ReportFailure();
                throw new OperationFailedException();
            }

            // What the first attempt could leave as it was need not be so any more: bin/ and the image are made from the same sources.
            arguments = arguments.Contains(Stager.ImageSolve) ? [Stager.ArtifactsSolve, Stager.ImageSolve] : [Stager.ArtifactsSolve];

            void Take(BuildEvent buildEvent)
            {
                reporter.Handle(buildEvent);
                if (buildEvent is BaseImageSeen seen)
                {
                    bases[seen.Name] = seen.Id;
                    // One that an engine has only since, it may have had from the registry all along.
                    if (NoBuild && seen.Name == project.Build.BuilderImage && seen.Id.Length > 0
                        && compiled?.BaseImages.GetValueOrDefault(seen.Name) is { Length: > 0 } before && before != seen.Id)
                        throw NotBuilt($"the builder image '{seen.Name}' is another one than '{projectFile}' was built with");
                }

                if (buildEvent is not SolveFinished solved)
                    return;
                isUpToDate |= solved.UpToDate;
                if (isUpToDate)
                    return;
                if (solved.Solve == Stager.ArtifactsSolve)
                {
                    madeArtifacts = true;
                    // Before the image takes the place of an earlier one: warnings can be errors (-warnaserror).
                    reporter.ReportExported(Path.Combine(stagingDirectory, "out", "diagnostics.jsonl"));
                    if (log.HasErrors)
                        throw new OperationFailedException();
                }

                if (solved.Solve != Stager.ImageSolve)
                    return;
                foreach (var name in project.Model.Options.ImageNames)
                    images[name] = new BuiltImage(solved.ImageId, solved.ImageDigest);
                madeImage = true;
            }
        }
    }

    private static string PlaceOf(StagingOptions options) =>
        options.ArchivePath.Length > 0 ? options.ArchivePath : $"image {string.Join(", ", options.ImageNames)}";

    // Ctrl-C reaches the worker by itself, and sometimes before MSBuild tells its tasks.
    private void StopIfCancelled(BuildOutcome outcome, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (outcome != BuildOutcome.Cancelled)
            return;
        log.Error(new Diagnostic(TaskCodes.Cancelled, "The build was cancelled, in the engine too. Build again to go on.", projectFile));
        throw new OperationFailedException();
    }

    private BuildOutcome Run(StagedProject project, IEnumerable<string> arguments, Action<BuildEvent> onEvent, CancellationToken cancellation)
    {
        var process = new WorkerProcess(host, worker);
        var plan = Path.Combine(stagingDirectory, "build.json");
        log.Message(MessageImportance.Low, $"The cache strategy is {project.Build.Strategy}.");
        log.Message(MessageImportance.Low, $"Starting the build worker: {host} {worker} {plan} {string.Join(' ', arguments)}");
        return process.Run([plan, .. arguments], onEvent, cancellation);
    }

    private void Record(
        StagedProject project, IReadOnlyList<OutputFile> outputs, Dictionary<string, BuiltImage> images, Dictionary<string, string> bases, bool madeArtifacts)
    {
        var archive = images.Count > 0 && project.Model.Options.ArchivePath is { Length: > 0 } path ? OutputFile.Of(path) : null;
        new BuildRecord(project.Fingerprint, project.Compilation, outputs, images, WarningCodes(project, madeArtifacts), bases, archive).Write(_record);
    }

    private IReadOnlyList<OutputFile> Install(StagedProject project)
    {
        var exported = Path.Combine(stagingDirectory, "out", "bin");
        if (project.Build.Artifacts.FirstOrDefault(name => !File.Exists(Path.Combine(exported, name))) is { } missing)
            throw new CodedException(TaskCodes.ArtifactMissing,
                $"The build succeeded and did not give '{missing}'. Delete '{stagingDirectory}' and build again; if it stays so, report it with the Dockerfile in that folder.");
        Directory.CreateDirectory(outputDirectory);
        foreach (var name in project.Build.Artifacts)
            ArtifactInstaller.Install(Path.Combine(exported, name), Path.Combine(outputDirectory, name), executable: !name.EndsWith(".a", StringComparison.Ordinal));
        if (project.Model.PrimaryArtifact is { } primary)
            log.Message(MessageImportance.High, $"{_projectName} -> {Path.Combine(outputDirectory, primary.FileName)}");
        return [.. OutputsOf(project).Select(OutputFile.Of)];
    }

    private void PublishLibraries(StagedProject project, string publishDirectory)
    {
        foreach (var artifact in project.Model.Artifacts)
            ArtifactInstaller.Install(Path.Combine(outputDirectory, artifact.FileName), Path.Combine(publishDirectory, artifact.FileName), executable: false);
        log.Message(MessageImportance.High, $"{_projectName} -> {publishDirectory}");
    }

    // A solve of the image alone says nothing of the compiler's warnings: those of the build that it follows still count.
    private IReadOnlyList<string> WarningCodes(StagedProject project, bool madeArtifacts) =>
        madeArtifacts ? log.WarningCodes : [.. log.WarningCodes.Union(CompiledOf(project)?.WarningCodes ?? [])];

    private BuildReporter NewReporter(StagedProject project) =>
        new(log, new SourcePaths(project.Context.Root, project.WorkspaceFolder), project.Build.BuilderImage);
}
