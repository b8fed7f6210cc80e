using System.Text;
using RustContainer.Cargo.Toolchain;

namespace RustContainer.Staging.Tests.Harness;

/// <summary>Stages small workspaces.</summary>
internal static class Sample
{
    public static StagedWorkspace Program { get; } = new()
    {
        Packages = ["hello"],
        Targets = [new StagedTarget(StagedTargetKind.Program, "hello")],
    };

    public static StagedWorkspace Library { get; } = new()
    {
        Packages = ["native"],
        Targets = [new StagedTarget(StagedTargetKind.DynamicLibrary, "native")],
    };

    public static StagedPaths Paths(string root = "/here") => new()
    {
        StagingDirectory = Path.Combine(root, "obj"),
        ContextDirectory = root,
        ContextList = Path.Combine(root, "context.json"),
        ArtifactsDirectory = Path.Combine(root, "artifacts"),
        LockDirectory = Path.Combine(root, "lock"),
        Machine = "machine",
        Dockerignore = "target\n",
    };

    public static RustToolchain Toolchain(string channel, string[]? components = null, string[]? targets = null, string? path = null) =>
        new("/here/rust-toolchain.toml", channel.Length > 0 ? channel : null,
            path, components ?? [], targets ?? [], Profile: null, Text: "");

    public static StagedBuild Stage(StagingOptions options, StagedWorkspace? workspace = null) =>
        Stager.Stage(options, workspace ?? Program, Paths());

    public static string Dockerfile(StagingOptions options, StagedWorkspace? workspace = null) =>
        Encoding.UTF8.GetString(Stage(options, workspace).Files["Dockerfile"]);

    /// <summary>The lines of the Dockerfile with continuations joined, comments left out: what BuildKit sees.</summary>
    public static IReadOnlyList<string> Instructions(StagingOptions options, StagedWorkspace? workspace = null) =>
    [
        .. Dockerfile(options, workspace).Replace(" \\\n    ", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];
}
