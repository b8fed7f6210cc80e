namespace RustContainer.ImageBenchmark.Workspaces;

/// <summary>The sample <c>samples/workspace</c>: an axum service and two libraries.</summary>
internal static class SampleWorkspace
{
    public static BenchWorkspace Create(string repository) => new(
        "sample", "the axum sample (3 crates)", "service", "service", "crates/greetings/src/lib.rs",
        folder => Write(Path.Combine(repository, "samples", "workspace"), folder));

    private static void Write(string sample, string folder)
    {
        Files.CopyTree(sample, folder, relative => relative == "Cargo.lock"
            || relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "target") || Path.GetExtension(relative) is not (".rs" or ".toml"));
        OldDependencies.AddTo(Path.Combine(folder, "service", "Cargo.toml"));
    }
}
