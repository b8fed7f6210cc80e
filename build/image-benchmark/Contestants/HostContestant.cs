namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>The floor: cargo, incremental, in a container of the builder image that keeps running, and no image.</summary>
/// <param name="Helper">The container.</param>
/// <param name="Options">What to measure.</param>
internal sealed record HostContestant(HelperContainer Helper, BenchOptions Options) : Contestant(ContestantNames.Host)
{
    public override Command Build(WorkspaceCopy copy, string profile) => Helper.Cargo(
        copy.Folder, ["build", "--profile", profile, "--locked", "--package", copy.Workspace.Package, "--target-dir", $"{HelperContainer.Targets}/{copy.CacheId}"]);
}
