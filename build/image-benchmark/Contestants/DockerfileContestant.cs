using RustContainer.ImageBenchmark.Scenarios;

namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>A Dockerfile of the kind that people paste, built by <c>docker buildx build</c> into the engine.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Text">The Dockerfile for a copy. <c>PROFILE</c> is the profile and <c>OUT</c> its folder.</param>
/// <param name="Options">What to measure.</param>
/// <param name="IsLayered">Whether its layers are worth having in a registry.</param>
/// <param name="StartsOver">Whether most changes make it compile all of the workspace again, so that once is enough.</param>
/// <param name="HasDependencyLayer">Whether an edit compiles no dependency.</param>
internal sealed record DockerfileContestant(string Name, Func<WorkspaceCopy, string> Text, BenchOptions Options, bool IsLayered = false, bool StartsOver = false, bool HasDependencyLayer = false) : Contestant(Name)
{
    public override int MostRuns(Scenario scenario) => StartsOver && !scenario.IsCold && scenario.Name != "base-edit" ? 1 : int.MaxValue;

    // Not where it compiles everything again, which its cold build has shown.
    public override bool TakesPart(Scenario scenario) => !StartsOver || !(scenario.ChangesLock || (scenario.Name == "base-edit" && !HasDependencyLayer));

    public override bool HasRegistryCache => IsLayered;

    public override void WriteFiles(WorkspaceCopy copy)
    {
        Files.Write(Path.Combine(copy.Folder, "Dockerfile"), Text(copy));
        Files.Write(Path.Combine(copy.Folder, ".dockerignore"), "target\nDockerfile\n.dockerignore\n");
    }

    public override Command Build(WorkspaceCopy copy, string profile) => new(
        Options.Docker,
        ["buildx", "build", "--quiet", .. Caches(copy), "--build-arg", $"PROFILE={profile}", "--build-arg", $"OUT={(profile == "dev" ? "debug" : profile)}", "-t", copy.Image, "."],
        copy.Folder);

    private static string[] Caches(WorkspaceCopy copy) => copy.RegistryCache is { } cache
        ? ["--cache-from", $"type=registry,ref={cache}", "--cache-to", $"type=registry,ref={cache},mode=max"] : [];
}
