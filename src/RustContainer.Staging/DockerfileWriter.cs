namespace RustContainer.Staging;

/// <summary>Writes the Dockerfile that compiles a workspace and makes its image. The text is the same on every host.</summary>
internal static class DockerfileWriter
{
    /// <summary>The stage that brings Cargo.lock up to date and holds nothing else.</summary>
    public const string LockStage = "lock";

    /// <summary>The build argument that makes cargo look at the registry again.</summary>
    public const string FreshArgument = "RESOLVED_AT";

    /// <summary>The build argument that makes cargo run again when a secret that affects the build has another value.</summary>
    public const string SecretsArgument = "SECRETS_DIGEST";

    /// <summary>The stage that holds what <c>dotnet build</c> takes: <c>/bin</c> and <c>/diagnostics.jsonl</c>.</summary>
    public const string ArtifactsStage = "artifacts";

    /// <summary>The stage that is the final image.</summary>
    public const string ImageStage = "image";

    /// <summary>The named context that holds the scripts. A stage of this name would be shadowed by it.</summary>
    public const string ScriptsContext = "rustcontainer";

    /// <summary>Every name that an image must not have, because it would be taken for a stage or a context.</summary>
    public static IReadOnlyList<string> StageNames { get; } =
        ["builder", "resolve", LockStage, "compile", ArtifactsStage, ImageStage, ScriptsContext, "context"];

    private const string Certificates = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>The Dockerfile for <paramref name="inputs"/>, with LF and one line end at its end.</summary>
    public static DockerfileLines Write(DockerfileInputs inputs)
    {
        var text = new DockerfileLines(inputs.MountOrigins);
        WriteHead(text, inputs);
        WriteBuilder(text, inputs);
        WriteLock(text, inputs);
        WriteCompile(text, inputs);
        WriteArtifacts(text);
        if (inputs.Image is not null)
            WriteImage(text, inputs.Image);
        return text;
    }

    private static void WriteHead(DockerfileLines text, DockerfileInputs inputs) => text.Append($"""
        # Written by RustContainer.Sdk from Cargo.toml and the project's properties, and again by every build: edits are lost. It stands for
        # itself, though. Copy it with the files beside it (FOLDER) and run, where the build context begins:
        #
        #   docker buildx build -f FOLDER/Dockerfile --build-context {ScriptsContext}=FOLDER/scripts --target {Goal(inputs)}{inputs.Secrets.DockerOptions} .

        """.ReplaceLineEndings("\n"));

    private static string Goal(DockerfileInputs inputs) => inputs.Image is null ? $"{ArtifactsStage} -o out" : ImageStage;

    private static void WriteBuilder(DockerfileLines text, DockerfileInputs inputs)
    {
        var builder = inputs.Builder;
        Section(text, "The toolchain, in layers that no source file can touch.");
        text.Line($"FROM {builder.Image} AS builder", builder.ImageOrigin);
        if (builder.Install.Length > 0)
        {
            text.Line(Rustup(builder, ["toolchain", "install", builder.Install, "--profile", "minimal"]), builder.InstallOrigin);
            Line(text, $"ENV RUSTUP_TOOLCHAIN={builder.Install}");
        }

        text.Line(Rustup(builder, ["target", "add", .. builder.Targets]), builder.TargetsOrigin);
        if (builder.Components.Count > 0)
            text.Line(Rustup(builder, ["component", "add", .. builder.Components]), builder.ComponentsOrigin);
        foreach (var (name, value) in inputs.Environment)
            text.Line($"ENV {name}={DockerfileText.Quoted(value)}", name == "RUSTFLAGS" ? Origins.Property("RustFlags", value) : null);
    }

    // An image of the user's may have its Rust from a distribution, which then has what it can have.
    private static string Rustup(Builder builder, IEnumerable<string> arguments) => builder.IsOurs
        ? $"RUN {DockerfileText.Exec(arguments.Prepend("rustup"))}"
        : $"RUN {DockerfileText.Exec(["sh", "-c", "! command -v rustup >/dev/null || exec rustup \"$@\"", "sh", .. arguments])}";

    private static void WriteLock(DockerfileLines text, DockerfileInputs inputs)
    {
        Section(text, "Cargo.lock, brought up to date with the manifests. Only asked for where it is missing or behind them.");
        Line(text, "FROM builder AS resolve");
        Line(text, "# Another value each time: what satisfies the manifests changes with the registry, of which no cache knows.");
        Line(text, $"ARG {FreshArgument}");
        Run(
            text,
            [
                "type=bind,target=/w/src,rw",
                $"type=cache,id={inputs.CargoHomeMount},target=/rustcontainer/cargo-home,sharing=shared",
                $"type=bind,from={ScriptsContext},target=/rustcontainer/scripts",
                .. inputs.Secrets.Mounts,
            ],
            ["sh", "/rustcontainer/scripts/resolve-lock.sh", .. In(inputs), .. inputs.Secrets.ScriptOptions],
            ["fetch", "--target", inputs.Triple]);
        text.Append("\n");
        Line(text, $"FROM scratch AS {LockStage}");
        Line(text, "COPY --from=resolve /out/Cargo.lock /");
    }

    private static void WriteCompile(DockerfileLines text, DockerfileInputs inputs)
    {
        IEnumerable<string> script = ["sh", "/rustcontainer/scripts/compile.sh"];
        IEnumerable<string> options = [.. In(inputs), .. inputs.Secrets.ScriptOptions, .. inputs.Artifacts.SelectMany(file => new[] { "--artifact", file })];
        string[] cargo = ["build", "--locked", "--target", inputs.Triple, .. inputs.CargoArguments];
        var scripts = $"type=bind,from={ScriptsContext},target=/rustcontainer/scripts";
        if (inputs.Strategy == CacheStrategy.None)
        {
            Section(text, "Nothing is kept between builds: every one downloads and compiles everything (RustCacheStrategy=None).");
            Line(text, "FROM builder AS compile");
            Line(text, "COPY . /w/src");
            WriteSecretsArgument(text, inputs);
            Run(text, [scripts, .. inputs.CacheMounts, .. inputs.Secrets.Mounts], [.. script, "--copied", .. options], cargo);
            return;
        }

        Section(text, """
            The sources and cargo's build folder live together in the cache mount /w. The script copies what changed in the context to
            /w/src, so that file times move only when contents do, and cargo, which goes by times, compiles that and nothing else. The
            mount is locked: two cargos would wait for each other anyway. What a build makes goes to /out, which is no mount, so that
            it lands in this layer. Downloads are shared by all builds; cargo locks them itself.
            """);
        Line(text, "FROM builder AS compile");
        WriteSecretsArgument(text, inputs);
        Run(
            text,
            [
                "type=bind,target=/rustcontainer/context",
                $"type=cache,id={inputs.WorkMount},target=/w,sharing=locked",
                $"type=cache,id={inputs.CargoHomeMount},target=/rustcontainer/cargo-home,sharing=shared",
                scripts,
                .. inputs.CacheMounts,
                .. inputs.Secrets.Mounts,
            ],
            [.. script, .. options],
            cargo);
    }

    private static void WriteSecretsArgument(DockerfileLines text, DockerfileInputs inputs)
    {
        Line(text, "# A salted hash: BuildKit itself does not look at the values of secrets when it decides what to run again.", inputs.Secrets.AffectBuild);
        Line(text, $"ARG {SecretsArgument}", inputs.Secrets.AffectBuild);
    }

    private static void WriteArtifacts(DockerfileLines text)
    {
        Section(text, "What dotnet build takes: the files in /bin, and the compiler's messages, which a cached step does not print.");
        Line(text, $"FROM scratch AS {ArtifactsStage}");
        Line(text, "COPY --from=compile /out/ /");
    }

    private static void WriteImage(DockerfileLines text, RuntimeImage image)
    {
        Section(text, "The image that runs.");
        text.Line($"FROM {image.Base} AS {ImageStage}", image.BaseOrigin);
        if (!image.IsOwnBase)
        {
            Line(text, "# The base has no certificates, without which no program can trust a TLS server.");
            Line(text, $"COPY --from=builder {Certificates} {Certificates}");
        }

        foreach (var (name, value) in image.Environment)
            text.Line($"ENV {name}={DockerfileText.Quoted(value)}", Origins.Item("ContainerEnvironmentVariable", name));
        foreach (var (name, value) in image.Labels)
            text.Line($"LABEL {DockerfileText.Quoted(name)}={DockerfileText.Quoted(value)}", Origins.Item("ContainerLabel", name));
        foreach (var port in image.Ports)
            text.Line($"EXPOSE {port}", Origins.Item("ContainerPort", port));
        string[] copied = [.. image.Programs.Select(file => $"/out/bin/{file}"), "/app/"];
        Line(text, $"COPY --from=compile --chmod=0755 {DockerfileText.Exec(copied)}");
        text.Line($"WORKDIR {image.WorkingDirectory}", Origins.Property("ContainerWorkingDirectory", image.WorkingDirectory));
        Line(text, "# A number, so that an orchestrator can see that it is not root.", image.User == StagingDefaults.User);
        text.Line($"USER {image.User}", Origins.Property("ContainerUser", image.User));
        Line(text, $"ENTRYPOINT {DockerfileText.Exec([$"/app/{image.Entrypoint}"])}");
        Line(text, $"CMD {DockerfileText.Exec(image.DefaultArguments)}", image.DefaultArguments.Count > 0);
    }

    private static IEnumerable<string> In(DockerfileInputs inputs) =>
        inputs.WorkspaceFolder.Length == 0 ? [] : ["--in", inputs.WorkspaceFolder];

    // The script's arguments in one line and cargo's in the next, for who reads it.
    private static void Run(DockerfileLines text, IEnumerable<string> mounts, IEnumerable<string> script, IEnumerable<string> cargo)
    {
        text.Append("RUN ");
        foreach (var mount in mounts)
            text.Mount(mount).Append(" \\\n    ");
        text.Append(DockerfileText.Exec(script)[..^1]).Append(", \"--\", \\\n     ").Append(DockerfileText.Exec(cargo)[1..]).Append("\n");
    }

    private static void Section(DockerfileLines text, string comment)
    {
        foreach (var line in comment.ReplaceLineEndings("\n").Split('\n').Prepend(""))
            text.Line(line.Length > 0 ? $"# {line}" : "");
    }

    private static void Line(DockerfileLines text, string line, bool when = true)
    {
        if (when)
            text.Line(line);
    }
}
