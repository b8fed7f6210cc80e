namespace RustContainer.Staging;

/// <summary>Nothing is kept.</summary>
internal static class NoneStrategy
{
    /// <summary>Writes the stage that compiles.</summary>
    public static void Write(DockerfileLines lines, DockerfileInputs inputs)
    {
        lines.Section("Nothing is kept between builds: every one downloads and compiles everything (RustCacheStrategy=None).");
        Steps.CopyAndCompile(lines, inputs, StageNames.Builder);
    }
}
