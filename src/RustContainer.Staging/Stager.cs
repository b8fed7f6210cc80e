using System.Text;
using RustContainer.Cargo.Toolchain;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Turns a workspace and the project's properties into a Dockerfile, its scripts and the worker's plan. Reads and writes
/// nothing.</summary>
public static class Stager
{
    /// <summary>The name of the solve that brings Cargo.lock up to date.</summary>
    public const string LockSolve = "lock";

    /// <summary>The name of the solve that exports <c>bin/</c> and <c>diagnostics.jsonl</c>.</summary>
    public const string ArtifactsSolve = "artifacts";

    /// <summary>The name of the solve that makes the image. There is none where nothing is selected that an image could run.</summary>
    public const string ImageSolve = "image";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Stages a build.</summary>
    /// <exception cref="CodedException">A property's value is none that it can have; the message names it.</exception>
    public static StagedBuild Stage(StagingOptions options, StagedWorkspace workspace, StagedPaths paths)
    {
        var target = workspace.Targets.Any(file => file.Kind == StagedTargetKind.Program)
            ? TargetChoice.ForProgram(options)
            : TargetChoice.ForLibrary(options);
        var builder = Builder.Choose(options, workspace.Toolchain, target);
        var profile = Values.Name(options.CargoProfile, "CargoProfile", "-");
        var inputs = new DockerfileInputs
        {
            Strategy = CacheStrategies.Choose(options),
            Builder = builder,
            Environment = CargoEnvironment.Of(options, workspace, target),
            WorkspaceFolder = Values.Line(workspace.Folder, "The workspace's folder"),
            Triple = target.Triple,
            Profile = profile,
            CargoArguments = CargoArguments.Of(options, workspace, profile),
            Artifacts = [.. workspace.Targets.Select(file => $"{target.Triple}/{ProfileFolder(profile)}/{CheckedFileName(file)}")],
            WorkMount = CacheIds.Work(options, paths, workspace.Folder, target, builder),
            CargoHomeMount = CacheIds.CargoHome(options, paths),
            SccacheMount = CacheIds.Sccache(options, paths),
            UsesSccache = options.RustSccache,
            DependencyPaths = DependencyPaths.Check(workspace.DependencyPaths, CacheStrategies.Choose(options)),
            CacheMounts = CacheMounts.Of(options.BuildKitCacheMounts, CacheIds.Work(options, paths, workspace.Folder, target, builder)),
            MountOrigins = CacheMounts.OriginsOf(options.BuildKitCacheMounts, CacheIds.Work(options, paths, workspace.Folder, target, builder)),
            Secrets = SecretMounts.Of(options),
            Image = ImageChoice.Of(options, workspace),
        };
        var dockerfile = DockerfileWriter.Write(inputs);
        var plan = Plan(options, paths, target, inputs) with { Origins = dockerfile.Origins };
        var files = new SortedList<string, byte[]>(workspace.Files.ToDictionary(), StringComparer.Ordinal)
        {
            ["Dockerfile"] = Utf8.GetBytes(dockerfile.ToString()),
            ["Dockerfile.dockerignore"] = Utf8.GetBytes(paths.Dockerignore.ReplaceLineEndings("\n")),
            ["build.json"] = Utf8.GetBytes(ContractJson.Write(plan)),
        };
        // The folder is what BuildKit is given: no other staged file may be in it.
        if (inputs.Strategy == CacheStrategy.Chef)
            files["chef/recipe.json"] = workspace.Files.GetValueOrDefault("recipe.json", []);
        foreach (var (name, bytes) in StagedScripts.All)
            files[$"scripts/{name}"] = bytes;
        return new StagedBuild(files, plan, target, [.. workspace.Targets.Select(file => file.FileName)])
        {
            Compilation = DockerfileWriter.Write(inputs with { Image = null })
                + string.Concat(plan.BuildArguments.Select(argument => $"{argument.Key}={argument.Value}\n")),
            BuilderImage = builder.Image,
            Strategy = inputs.Strategy,
        };
    }

    /// <summary>The image that cargo runs in and the toolchain that is installed in it, for the dependency key.</summary>
    /// <exception cref="CodedException">The version or the image is none.</exception>
    public static (string Image, string Toolchain) BuilderOf(StagingOptions options, RustToolchain? file, RustTarget target)
    {
        var builder = Builder.Choose(options, file, target);
        return (builder.Image, builder.Install);
    }

    private static string CheckedFileName(StagedTarget target)
    {
        Values.Name(target.Name, "The name of a binary or library", "-.");
        return target.FileName;
    }

    // cargo has put these two pairs into one folder each since long before custom profiles.
    private static string ProfileFolder(string profile) =>
        profile switch { "dev" or "test" => "debug", "bench" => "release", _ => profile };

    private static IEnumerable<LocalSource> RecipeLocal(CacheStrategy strategy, StagedPaths paths) => strategy.RecipeFolder() is { Length: > 0 } folder
        ? [new(StageNames.RecipeContext, Path.Combine(paths.StagingDirectory, folder), CacheIds.Shared(paths, folder))]
        : [];

    private static PlannedExport ToFolder(string directory) => new() { Kind = ExportKind.Local, Directory = directory };

    private static PlannedExport Export(StagingOptions options) => new()
    {
        Kind = options.ArchivePath.Length > 0 ? ExportKind.Archive : ExportKind.Image,
        ArchivePath = options.ArchivePath,
        ImageNames = options.ImageNames,
        Push = options.PushImage,
        Format = options.ImageFormat,
    };

    private static BuildPlan Plan(StagingOptions options, StagedPaths paths, RustTarget target, DockerfileInputs inputs)
    {
        List<PlannedSolve> solves =
        [
            new(LockSolve, StageNames.Lock, ToFolder(paths.LockDirectory), StageNames.FreshArgument),
            new(ArtifactsSolve, StageNames.Artifacts, ToFolder(paths.ArtifactsDirectory)),
        ];
        if (inputs.Image is not null)
            solves.Add(new(ImageSolve, StageNames.Image, Export(options)));
        return new BuildPlan
        {
            Version = BuildPlan.CurrentVersion,
            Endpoint = options.BuildKitEndpoint,
            TlsDirectory = options.BuildKitTlsDirectory,
            TlsServerName = options.BuildKitTlsServerName,
            Platform = target.Platform,
            Dockerfile = Path.Combine(paths.StagingDirectory, "Dockerfile"),
            Locals =
            [
                new("context", paths.ContextDirectory, CacheIds.Shared(paths, "context"), paths.ContextList),
                new(StageNames.ScriptsContext, Path.Combine(paths.StagingDirectory, "scripts"), CacheIds.Shared(paths, "scripts")),
                .. RecipeLocal(inputs.Strategy, paths),
            ],
            BuildArguments = inputs.Secrets.AffectBuild
                ? new Dictionary<string, string> { [StageNames.SecretsArgument] = options.SecretsDigest }
                : new Dictionary<string, string>(),
            Secrets = [.. options.BuildKitSecrets.Select(secret => secret.Source)],
            SshAgents = options.BuildKitSsh,
            CacheImports = options.BuildKitCacheFrom,
            CacheExports = options.BuildKitCacheTo,
            NamedRegistries = NamedRegistries.Of(options),
            Solves = solves,
        };
    }
}
