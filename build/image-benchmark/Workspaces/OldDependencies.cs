namespace RustContainer.ImageBenchmark.Workspaces;

/// <summary>Dependencies that there is a newer version of, which a workspace begins with.</summary>
/// <param name="Old">Its line in a manifest.</param>
/// <param name="New">The line with the newer version.</param>
internal sealed record OldDependencies(string Old, string New)
{
    public static IReadOnlyList<OldDependencies> All { get; } =
    [
        new("unicode-width = \"0.1\"", "unicode-width = \"0.2\""),
        new("http = \"0.2\"", "http = \"1\""),
        new("syn = \"1\"", "syn = \"2\""),
    ];

    /// <summary>Adds all to a manifest.</summary>
    public static void AddTo(string manifest) =>
        Files.Replace(manifest, "[dependencies]\n", $"[dependencies]\n{string.Concat(All.Select(one => one.Old + "\n"))}");
}
