namespace RustContainer.ImageBenchmark.Workspaces;

/// <summary>A tool that people use: ripgrep, ten crates.</summary>
internal static class RipgrepWorkspace
{
    private const string Version = "14.1.1";

    public static BenchWorkspace Create(BenchOptions options) =>
        new("ripgrep", $"ripgrep {Version} (10 crates)", "ripgrep", ".", "crates/matcher/src/lib.rs", folder => Write(Sources(options), folder))
        {
            Program = "rg",
            AppFile = "crates/core/main.rs",
        };

    private static void Write(string sources, string folder)
    {
        Files.CopyTree(sources, folder, relative => relative is "Cargo.lock" || relative.Split(Path.DirectorySeparatorChar)[0] is ".git" or ".cargo" or "target");

        // An allocator for musl alone, which not every registry here has; and what the scenario of a newer dependency makes newer.
        var manifest = Path.Combine(folder, "Cargo.toml");
        var tables = File.ReadAllText(manifest).Split("\n[");
        File.WriteAllText(manifest, string.Join("\n[", tables.Where(table => !table.Contains("jemallocator", StringComparison.Ordinal))));
        OldDependencies.AddTo(manifest);
    }

    private static string Sources(BenchOptions options)
    {
        if (Environment.GetEnvironmentVariable("RIPGREP") is { Length: > 0 } own)
            return own;
        var sources = Path.Combine(options.Folder, "sources", $"ripgrep-{Version}");
        if (!Directory.Exists(sources))
            new Command("git", ["clone", "-q", "--depth", "1", "--branch", Version, "https://github.com/BurntSushi/ripgrep", sources], options.Repository).Run();
        return sources;
    }
}
