using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using RustContainer.Cargo;
using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;
using RustContainer.Staging;
using RustContainer.Staging.Context;

namespace RustContainer.Tasks.Project;

/// <summary>Reads a project, looks at its context and writes what is staged. Can be done again when Cargo.lock was resolved.</summary>
internal sealed class ProjectStager
{
    private const string ContextListName = "context.list";

    /// <summary>The folders and files of the staging directory that are not staged but made by builds.</summary>
    private static readonly string[] Kept = ["out", "lock", ContextListName, RecordName];

    /// <summary>The name of the record of the last build, in the staging directory.</summary>
    public const string RecordName = "built.json";

    /// <summary>The project's properties.</summary>
    public required OptionTable Table { get; init; }

    /// <summary>What they and the items say.</summary>
    public required StagingOptions Options { get; init; }

    /// <summary>Where everything is staged, absolute.</summary>
    public required string StagingDirectory { get; init; }

    /// <summary>Directories that builds write to, absolute.</summary>
    public required IReadOnlyList<string> OutputDirectories { get; init; }

    /// <summary>The project's folder, which the items' patterns start from; absolute.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The items <c>RustContextInclude</c>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>The items <c>RustContextExclude</c>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Stages the project as it is now.</summary>
    /// <exception cref="CodedException">A manifest, a property or the context is wrong; nothing was written.</exception>
    public StagedProject Stage(CancellationToken cancellation)
    {
        var model = ProjectModel.Read(Table, Options);
        if (model.IsExecutable)
            model = model with { Options = ImageOptions(model) };

        // Values of the model alone, worked out beside the look at lock and context. Where these are wrong, nobody asks for them.
        var modelFiles = Task.Run(() => WorkspaceForStaging.Files(model), cancellation);
        var differences = LockCheck.Differences(model.Workspace);
        if (differences.Count > 0 && Table.IsOn("CargoLocked"))
            throw LockIsBehind(model.Workspace, differences);

        Directory.CreateDirectory(StagingDirectory);
        var context = Scan(model, cancellation);
        var workspace = WorkspaceForStaging.Of(model, context.Root) with { Files = modelFiles.GetAwaiter().GetResult() };
        var staged = Stager.Stage(model.Options, workspace, Paths(context));
        StagedFolder.Write(StagingDirectory, staged.Files, Kept);
        return new StagedProject(model, staged, context, differences, Fingerprint(staged.Files, context.List))
        {
            Compilation = Fingerprint(CompiledFrom(staged), context.List),
            IsLocked = Table.IsOn("CargoLocked"),
        };
    }

    private StagingOptions ImageOptions(ProjectModel model)
    {
        var names = ImageNames.Read(Table, NamingPackage(model));
        return model.Options with
        {
            ImageNames = names,
            PushImage = Table["ContainerRegistry"].Length > 0 && !ImageArchive.IsWanted(Table),
            ArchivePath = ImageArchive.PathOf(Table[ImageArchive.PathProperty], ProjectDirectory, names[0]),
            ImageFormat = ImageArchive.FormatOf(Table),
        };
    }

    // Of several programs none may be the one to run; that is said when an image is made.
    private static string NamingPackage(ProjectModel model) =>
        (model.Selection.FindImageBinary()?.Package ?? model.PrimaryArtifact!.Package).Name.Value;

    private ScannedContext Scan(ProjectModel model, CancellationToken cancellation)
    {
        var path = Path.Combine(StagingDirectory, ContextListName);
        var workspace = model.Workspace;
        var scanned = ContextScanner.Scan(
            new ContextScanOptions
            {
                WorkspaceRoot = workspace.RootDirectory,
                MemberDirectories = [.. workspace.Members.Select(DirectoryOf)],
                ExtraRoots = workspace.OutsidePaths,
                RequiredFiles = [.. RequiredFilesOf(workspace)],
                OutputDirectories =
                [
                    .. OutputFolders.Outermost(OutputDirectories, ProjectDirectory, workspace.RootDirectory),
                    .. workspace.Config?.OutputDirectories ?? [],
                    .. ArchiveFiles(model.Options.ArchivePath),
                ],
                Include = FromProject(workspace, Include),
                Exclude = FromProject(workspace, Exclude),
            },
            ContextList.Read(path),
            cancellation);
        scanned.List.Write(path);
        return scanned;
    }

    // With the one that is being written, which a killed build may leave.
    private static string[] ArchiveFiles(string archive) => archive.Length > 0 ? [archive, archive + ".new"] : [];

    // The context's patterns start from the workspace's root, an item's from its project.
    private string[] FromProject(CargoWorkspace workspace, IReadOnlyList<string> patterns)
    {
        var folder = Path.GetRelativePath(workspace.RootDirectory, ProjectDirectory).Replace('\\', '/');
        return folder == "." || folder.StartsWith("..", StringComparison.Ordinal)
            ? [.. patterns]
            : [.. patterns.Select(pattern => pattern.StartsWith('!') ? $"!{folder}/{pattern[1..]}" : $"{folder}/{pattern}")];
    }

    private static IEnumerable<RequiredFile> RequiredFilesOf(CargoWorkspace workspace)
    {
        yield return new RequiredFile(workspace.RootManifestPath, "the root manifest");
        yield return new RequiredFile(workspace.LockPath, "Cargo.lock");
        // One in the root may be left out on purpose. One above it would not be in the context, were it not wanted.
        foreach (var file in (workspace.Config?.Files ?? []).Intersect(workspace.OutsidePaths))
            yield return new RequiredFile(file, "Cargo's configuration");
        foreach (var member in workspace.Members)
        {
            yield return new RequiredFile(member.ManifestPath, $"the manifest of package '{member.Name}'");
            foreach (var target in member.Targets.Where(target => target.Kind is TargetKind.Library or TargetKind.Binary or TargetKind.BuildScript))
                yield return new RequiredFile(Path.Combine(DirectoryOf(member), target.SourcePath), $"the root of '{target.Name}' in package '{member.Name}'");
        }
    }

    private static string DirectoryOf(CargoPackage package) => Path.GetDirectoryName(package.ManifestPath)!;

    private StagedPaths Paths(ScannedContext context) => new()
    {
        StagingDirectory = StagingDirectory,
        ContextDirectory = context.Root,
        ContextList = Path.Combine(StagingDirectory, ContextListName),
        ArtifactsDirectory = Path.Combine(StagingDirectory, "out"),
        LockDirectory = Path.Combine(StagingDirectory, "lock"),
        Machine = Environment.MachineName,
        Dockerignore = context.Dockerignore,
    };

    private static CodedException LockIsBehind(CargoWorkspace workspace, IReadOnlyList<LockDifference> differences)
    {
        var first = differences[0];
        var more = differences.Count == 1 ? "" : $" There are {differences.Count - 1} more differences, in: {string.Join("; ", differences.Skip(1).Take(4).Select(difference => difference.Crate).Distinct())}.";
        return new CodedException(new Diagnostic(CargoCodes.LockDiffers,
            $"{first.Message}{more} CargoLocked=true keeps Cargo.lock as it is: build once without it, which updates '{workspace.LockPath}', and commit that.",
            first.File, first.Line, first.Column));
    }

    // Dockerfile.dockerignore names the folders that publish writes to. What it leaves out shows in the context.
    private static IEnumerable<KeyValuePair<string, byte[]>> CompiledFrom(StagedBuild staged) =>
        staged.Files.Where(file => file.Key is not ("Dockerfile" or "Dockerfile.dockerignore" or "build.json"))
            .Append(KeyValuePair.Create("", Encoding.UTF8.GetBytes(staged.Compilation)));

    private static string Fingerprint(IEnumerable<KeyValuePair<string, byte[]>> files, ContextList context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(ProjectStager).Module.ModuleVersionId.ToByteArray());
        foreach (var (path, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(context.Digest));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Makes the stager from what the targets hand over.</summary>
    public static ProjectStager Create(
        OptionTable table, StagingOptions options, string projectDirectory, string stagingDirectory, IReadOnlyList<string> outputDirectories,
        IEnumerable<ITaskItem> include, IEnumerable<ITaskItem> exclude) => new()
        {
            Table = table,
            Options = options,
            ProjectDirectory = projectDirectory,
            StagingDirectory = stagingDirectory,
            OutputDirectories = outputDirectories,
            Include = [.. include.Select(item => item.ItemSpec.Replace('\\', '/'))],
            Exclude = [.. exclude.Select(item => item.ItemSpec.Replace('\\', '/'))],
        };
}
