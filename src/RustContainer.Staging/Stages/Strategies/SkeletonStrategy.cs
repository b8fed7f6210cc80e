namespace RustContainer.Staging;

/// <summary>The dependencies are a layer that the workspace is compiled upon: the pattern of the dummy main.rs, without its traps.</summary>
internal static class SkeletonStrategy
{
    /// <summary>Writes the stages that compile.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("""
            The external dependencies, from a skeleton that asks of them what the workspace asks and holds nothing else. The first step
            downloads, and it alone has secrets; the second compiles. Nothing is kept in mounts (RustCacheStrategy=Skeleton).
            """);
        Steps.Dependencies(lines, inputs, ([], []), ([], ["--layer"]), Steps.BuildSkeleton(inputs));

        lines.Section("""
            The workspace: all of it, in every build. Copied files have the times of the machine that they come from, so the script first
            gives them the current one: cargo compiles what is newer than what it finds.
            """);
        Steps.CopyAndCompile(lines, inputs, StageNames.Dependencies, "--layer");
    }
}
