namespace RustContainer.Staging;

/// <summary>Writes the Dockerfile that compiles a workspace and makes its image. The text is the same on every host.</summary>
internal static class DockerfileWriter
{
    /// <summary>The Dockerfile for <paramref name="inputs"/>, with LF and one line end at its end.</summary>
    public static DockerfileLines Write(DockerfileInputs inputs)
    {
        var lines = new DockerfileLines(inputs.MountOrigins);
        WriteHead(lines, inputs);
        BuilderStage.Write(lines, inputs);
        LockStage.Write(lines, inputs);
        CompileStage(inputs.Strategy)(lines, inputs);
        WriteArtifacts(lines);
        if (inputs.Image is not null)
            ImageStage.Write(lines, inputs.Image);
        return lines;
    }

    private static Action<DockerfileLines, DockerfileInputs> CompileStage(CacheStrategy strategy) => strategy switch
    {
        CacheStrategy.Layered => LayeredStrategy.Write,
        CacheStrategy.Chef => ChefStrategy.Write,
        CacheStrategy.Skeleton => SkeletonStrategy.Write,
        CacheStrategy.None => NoneStrategy.Write,
        _ => MountStrategy.Write,
    };

    private static void WriteHead(DockerfileLines lines, DockerfileInputs inputs) => lines.Comment($"""
        Written by RustContainer.Sdk from Cargo.toml and the project's properties, and again by every build: edits are lost. It stands for
        itself, though. Copy it with the files beside it (FOLDER) and run, where the build context begins:

          docker buildx build -f FOLDER/Dockerfile --build-context {StageNames.ScriptsContext}=FOLDER/scripts{RecipeOption(inputs)} --target {Goal(inputs)}{inputs.Secrets.DockerOptions} .
        """);

    private static string RecipeOption(DockerfileInputs inputs) => inputs.Strategy.RecipeFolder() is { Length: > 0 } folder
        ? $" --build-context {StageNames.RecipeContext}=FOLDER/{folder}"
        : "";

    private static string Goal(DockerfileInputs inputs) => inputs.Image is null ? $"{StageNames.Artifacts} -o out" : StageNames.Image;

    private static void WriteArtifacts(DockerfileLines lines)
    {
        lines.Section("What dotnet build takes: the files in /bin, and the compiler's messages, which a cached step does not print.");
        lines.Line($"FROM scratch AS {StageNames.Artifacts}");
        lines.Line($"COPY --from={StageNames.Compile} {Steps.Artifacts}/ /");
    }
}
