using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Scenarios;

/// <summary>What is done to a workspace before it is built. Every run does something new, so that no cache has seen its result.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it is in the tables.</param>
/// <param name="Runs">How often it is measured.</param>
/// <param name="Apply">Does it in a folder, for one run of one workspace.</param>
internal sealed record Scenario(string Name, string Title, int Runs, Action<string, BenchWorkspace, int> Apply)
{
    /// <summary>Whether nothing has been built before: every contestant begins with other sources and empty caches.</summary>
    public bool IsCold { get; private init; }

    /// <summary>Whether the engine is fresh, and what was built before is in a registry alone.</summary>
    public bool IsOnFreshEngine { get; private init; }

    /// <summary>Whether Cargo.lock must be brought up to date afterwards, which is not measured.</summary>
    public bool ChangesLock { get; private init; }

    /// <summary>The profile that is built.</summary>
    public string Profile { get; private init; } = "release";

    /// <summary>All, in the order in which they are measured: the later ones leave more behind.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("cold", "cold", 2, (_, _, _) => { }) { IsCold = true },
        new("unchanged", "nothing changed", 5, (_, _, _) => { }),
        new("touch", "a file touched", 5, (folder, workspace, _) =>
            File.SetLastWriteTimeUtc(Path.Combine(folder, workspace.AppFile), DateTime.UtcNow)),
        new("comment", "a comment edited", 5, (folder, workspace, _) =>
            Files.LastLine(Path.Combine(folder, workspace.AppFile), "// run ", $"// run {Something()}")),
        new("app-edit", "an edit in the app", 5, (folder, workspace, _) => Edit(Path.Combine(folder, workspace.AppFile))),
        new("base-edit", "an edit in a crate that all use", 3, (folder, workspace, _) => Edit(Path.Combine(folder, workspace.BaseFile))),
        new("crate-added", "an internal crate added", 3, CrateAdded) { ChangesLock = true },
        new("dev-dependency-added", "a dev-dependency added", 3, DevDependencyAdded) { ChangesLock = true },
        new("dependency-added", "a dependency added", 3, DependencyAdded) { ChangesLock = true },
        new("dependency-bumped", "a dependency bumped", 3, DependencyBumped) { ChangesLock = true },
        new("ci", "CI: an edit in the app, on a fresh engine with the cache of a registry", 3, (folder, workspace, _) =>
            Edit(Path.Combine(folder, workspace.AppFile))) { IsOnFreshEngine = true },
        new("profile", "a second profile", 1, (_, _, _) => { }) { Profile = "dev" },
    ];

    private static readonly string[] Additions = ["uuid = \"1\"", "data-encoding = \"2\"", "glob = \"0.3\""];
    private static readonly string[] DevAdditions = ["tempfile = \"3\"", "itertools = \"0.13\"", "fastrand = \"2\""];

    // One that stays in the program, whatever the optimiser thinks of it.
    private static void Edit(string file) => Files.LastLine(file, "#[used]", $"#[used] static RUN: u32 = {Something()};");

    // A number that no build has seen, also of a run that is made again.
    private static int Something() => Random.Shared.Next(1_000_000, int.MaxValue);

    private static void CrateAdded(string folder, BenchWorkspace workspace, int run)
    {
        var name = $"added-{run}";
        Files.Write(Path.Combine(folder, "crates", name, "Cargo.toml"), $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        Files.Write(Path.Combine(folder, "crates", name, "src/lib.rs"), $"pub fn number() -> u32 {{\n    {run}\n}}\n");
        var path = Path.GetRelativePath(workspace.AppFolder, $"crates/{name}");
        Depend(folder, workspace, "[dependencies]\n", $"{name} = {{ path = \"{path}\" }}");
    }

    private static void DevDependencyAdded(string folder, BenchWorkspace workspace, int run)
    {
        var manifest = Path.Combine(folder, workspace.AppManifest);
        if (!File.ReadAllText(manifest).Contains("[dev-dependencies]", StringComparison.Ordinal))
            File.AppendAllText(manifest, "\n[dev-dependencies]\n");
        Depend(folder, workspace, "[dev-dependencies]\n", DevAdditions[(run - 1) % DevAdditions.Length]);
    }

    private static void DependencyAdded(string folder, BenchWorkspace workspace, int run) =>
        Depend(folder, workspace, "[dependencies]\n", Additions[(run - 1) % Additions.Length]);

    private static void DependencyBumped(string folder, BenchWorkspace workspace, int run)
    {
        var (old, newer) = OldDependencies.All[(run - 1) % OldDependencies.All.Count];
        Files.Replace(Path.Combine(folder, workspace.AppManifest), old + "\n", newer + "\n");
    }

    private static void Depend(string folder, BenchWorkspace workspace, string table, string line) =>
        Files.Replace(Path.Combine(folder, workspace.AppManifest), table, $"{table}{line}\n");
}
