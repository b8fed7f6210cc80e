namespace RustContainer.Staging;

/// <summary>The dependencies are a layer, which a cache can hold, and the incremental mount begins with it.</summary>
internal static class LayeredStrategy
{
    /// <summary>Writes the stages that compile.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("""
            The external dependencies, from a skeleton that asks of them what the workspace asks and holds nothing else: no edit of a source
            file, of a version or of an internal crate runs these steps again. What they leave is a layer that a cache outside of the builder
            can hold. The first downloads, and it alone has secrets; the second compiles, in a mount of its own, so that one other
            dependency compiles itself and what depends on it, and copies what this build uses.
            """);
        Steps.Dependencies(
            lines,
            inputs,
            (
                [$"type=cache,id={inputs.CargoHomeMount},target=/rustcontainer/downloads,sharing=shared"],
                [Steps.WorkMount($"{inputs.WorkMount}-dependencies")]),
            ([], []),
            Steps.BuildSkeleton(inputs));

        lines.Section("""
            The workspace. The cache mount /w holds the sources and cargo's build folder, and begins with that of the dependencies: another
            layer is another mount. The script copies what changed in the context to /w/src, so that file times move only when contents do,
            and cargo, which goes by times, compiles that and nothing else. What it makes goes to /out, which is no mount, so that it lands
            in this layer.
            """);
        lines.Line($"FROM {StageNames.Builder} AS {StageNames.Compile}");
        Steps.Compile(
            lines,
            inputs,
            [
                Steps.Context,
                Steps.WorkMount(inputs.WorkMount, $",from={StageNames.Dependencies},source=/rustcontainer/dependencies"),
                Steps.CargoHome(inputs, $",from={StageNames.Dependencies},source=/rustcontainer/cargo-home"),
            ],
            "--layer");
    }
}
