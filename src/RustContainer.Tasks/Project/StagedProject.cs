using RustContainer.Cargo.LockChecking;
using RustContainer.Staging;
using RustContainer.Staging.Context;

namespace RustContainer.Tasks.Project;

/// <summary>A project that is staged.</summary>
/// <param name="Model">What it is.</param>
/// <param name="Build">What was staged.</param>
/// <param name="Context">The files that the builder gets.</param>
/// <param name="LockDifferences">By what Cargo.lock does not satisfy the manifests; empty where it does.</param>
/// <param name="Fingerprint">SHA-256 over all that a build depends on on this machine.</param>
internal sealed record StagedProject(
    ProjectModel Model, StagedBuild Build, ScannedContext Context, IReadOnlyList<LockDifference> LockDifferences, string Fingerprint)
{
    /// <summary>SHA-256 over what the artifacts are compiled from: nothing that concerns the image alone, or where results go.</summary>
    public required string Compilation { get; init; }

    /// <summary>Whether Cargo.lock must stay as it is.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>The workspace's folder in the context, with <c>/</c>; empty where the context begins there.</summary>
    public string WorkspaceFolder => WorkspaceForStaging.FolderOf(Model, Context.Root);
}
