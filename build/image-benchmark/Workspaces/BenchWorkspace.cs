namespace RustContainer.ImageBenchmark.Workspaces;

/// <summary>A workspace that is built again and again.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Title">What it is.</param>
/// <param name="Package">The package of the program.</param>
/// <param name="AppFolder">The folder of that package; <c>.</c> for the root.</param>
/// <param name="BaseFile">A source file of a crate that all others use.</param>
/// <param name="Write">Writes it into a folder.</param>
internal sealed record BenchWorkspace(
    string Name, string Title, string Package, string AppFolder, string BaseFile, Action<string> Write)
{
    /// <summary>The name of the program.</summary>
    public string Program { get; init; } = Package;

    /// <summary>The source file of the program's entry.</summary>
    public string AppFile { get; init; } = $"{AppFolder}/src/main.rs";

    /// <summary>The manifest of the program.</summary>
    public string AppManifest => Path.Combine(AppFolder, "Cargo.toml");

    /// <summary>All workspaces.</summary>
    public static IReadOnlyList<BenchWorkspace> All(BenchOptions options) =>
        [SampleWorkspace.Create(options.Repository), ThirtyCrates.Create(), RipgrepWorkspace.Create(options)];
}
