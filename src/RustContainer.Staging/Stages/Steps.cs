namespace RustContainer.Staging;

/// <summary>Parts of the steps that several strategies have alike.</summary>
internal static class Steps
{
    /// <summary>Where the sources, or what stands for them, and the build folder lie: the same for dependencies and workspace, because
    /// paths get into what is compiled.</summary>
    public const string Work = "/w";

    /// <summary>Where what was made lies. Not in the root: of whatever is copied from a stage BuildKit reads the folder around it, and all
    /// that is in there.</summary>
    public const string Artifacts = "/out/artifacts";

    /// <summary>Where a dependency step finds the recipe.</summary>
    public const string Recipe = $"type=bind,from={StageNames.RecipeContext},target=/rustcontainer/recipe";

    /// <summary>The context, for a script that copies what changed.</summary>
    public const string Context = "type=bind,target=/rustcontainer/context";

    /// <summary>The mount with what cargo downloads, shared by all builds.</summary>
    /// <param name="inputs">What the Dockerfile is written from.</param>
    /// <param name="begin">What a new mount begins with, as <c>,from=STAGE,source=FOLDER</c>.</param>
    public static string CargoHome(DockerfileInputs inputs, string begin = "") =>
        $"type=cache,id={inputs.CargoHomeMount},target=/rustcontainer/cargo-home,sharing=shared{begin}";

    /// <summary>The mount with sources and build folder.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="begin">What a new mount begins with, as <c>,from=STAGE,source=FOLDER</c>.</param>
    public static string WorkMount(string id, string begin = "") => $"type=cache,id={id},target={Work},sharing=locked{begin}";

    /// <summary>The mount of sccache where it is used. Its server gets what opens a cache elsewhere with cargo's secrets.</summary>
    public static IEnumerable<string> Sccache(DockerfileInputs inputs) =>
        inputs.UsesSccache ? [$"type=cache,id={inputs.SccacheMount},target={CargoEnvironment.SccacheFolder},sharing=shared"] : [];

    /// <summary>The script's option for the workspace's folder.</summary>
    public static IEnumerable<string> In(DockerfileInputs inputs) =>
        inputs.WorkspaceFolder.Length == 0 ? [] : ["--in", inputs.WorkspaceFolder];

    /// <summary>The mounts of what cargo needs of the context for the dependencies.</summary>
    public static IEnumerable<string> DependencyPaths(DockerfileInputs inputs) =>
        inputs.DependencyPaths.Select((path, index) => $"type=bind,source={path},target=/rustcontainer/needed/{index}");

    /// <summary>The script's options for the same.</summary>
    private static IEnumerable<string> Needed(DockerfileInputs inputs) => inputs.DependencyPaths.SelectMany(path => new[] { "--needs", path });

    /// <summary>Writes the stage of the dependencies: a step that downloads, which alone has secrets, and one that compiles.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="inputs">What the Dockerfile is written from.</param>
    /// <param name="mounts">The strategy's own mounts of the two.</param>
    /// <param name="options">The strategy's own options of their scripts.</param>
    /// <param name="cargo">cargo's arguments of the second.</param>
    public static void Dependencies(
        DockerfileLines lines, DockerfileInputs inputs, (IEnumerable<string> Fetch, IEnumerable<string> Compile) mounts,
        (IEnumerable<string> Fetch, IEnumerable<string> Compile) options, IEnumerable<string> cargo)
    {
        lines.Line($"FROM {StageNames.Builder} AS {StageNames.Dependencies}");
        lines.Run(
            [Recipe, .. DependencyPaths(inputs), .. mounts.Fetch, .. inputs.Secrets.Mounts],
            ["fetch-dependencies.sh", .. options.Fetch, .. In(inputs), .. Needed(inputs), .. inputs.Secrets.ScriptOptions],
            ["fetch", "--target", inputs.Triple]);
        lines.Run(
            [Recipe, .. DependencyPaths(inputs), .. mounts.Compile, .. Sccache(inputs), .. inputs.CacheMounts, .. inputs.Secrets.CacheMounts],
            ["compile-dependencies.sh", .. options.Compile, .. In(inputs), .. Needed(inputs), .. inputs.Secrets.CacheScriptOptions],
            cargo);
    }

    /// <summary>cargo's arguments that compile the dependencies from a skeleton.</summary>
    public static IEnumerable<string> BuildSkeleton(DockerfileInputs inputs) =>
        ["build", "--offline", "--target", inputs.Triple, "--profile", inputs.Profile];

    /// <summary>Writes the stage that compiles all of the workspace upon another stage.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="inputs">What the Dockerfile is written from.</param>
    /// <param name="stage">The other stage.</param>
    /// <param name="options">The strategy's own options of the script.</param>
    public static void CopyAndCompile(DockerfileLines lines, DockerfileInputs inputs, string stage, params IEnumerable<string> options)
    {
        lines.Line($"FROM {stage} AS {StageNames.Compile}");
        lines.Line($"COPY . {Work}/src");
        Compile(lines, inputs, [], ["--copied", .. options]);
    }

    /// <summary>Writes the step that compiles the workspace.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="inputs">What the Dockerfile is written from.</param>
    /// <param name="mounts">The strategy's mounts.</param>
    /// <param name="options">The strategy's options of the script.</param>
    public static void Compile(DockerfileLines lines, DockerfileInputs inputs, IEnumerable<string> mounts, params IEnumerable<string> options)
    {
        lines.Line("# A salted hash: BuildKit itself does not look at the values of secrets when it decides what to run again.", when: inputs.Secrets.AffectBuild);
        lines.Line($"ARG {StageNames.SecretsArgument}", when: inputs.Secrets.AffectBuild);
        lines.Run(
            [.. mounts, .. Sccache(inputs), .. inputs.CacheMounts, .. inputs.Secrets.Mounts],
            ["compile.sh", .. options, .. In(inputs), .. Needed(inputs), .. inputs.Secrets.ScriptOptions, .. inputs.Artifacts.SelectMany(file => new[] { "--artifact", file })],
            ["build", "--locked", "--target", inputs.Triple, .. inputs.CargoArguments]);
    }
}
