namespace RustContainer.Staging;

/// <summary>Everything is kept in cache mounts of the builder.</summary>
internal static class MountStrategy
{
    /// <summary>Writes the stage that compiles.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("""
            The sources and cargo's build folder live together in the cache mount /w. The script copies what changed in the context to
            /w/src, so that file times move only when contents do, and cargo, which goes by times, compiles that and nothing else. The
            mount is locked: two cargos would wait for each other anyway. What a build makes goes to /out, which is no mount, so that
            it lands in this layer. Downloads are shared by all builds; cargo locks them itself.
            """);
        lines.Line($"FROM {StageNames.Builder} AS {StageNames.Compile}");
        Steps.Compile(lines, inputs, [Steps.Context, Steps.WorkMount(inputs.WorkMount), Steps.CargoHome(inputs)]);
    }
}
