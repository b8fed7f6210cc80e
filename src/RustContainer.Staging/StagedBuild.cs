using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>A staged build, not yet written.</summary>
/// <param name="Files">The staged files, by path relative to the staged folder, <c>/</c>-separated. All but <c>build.json</c> and the ids
/// of
/// cache mounts are the same on every host.</param>
/// <param name="Plan">What <c>build.json</c> says.</param>
/// <param name="Target">What is built for.</param>
/// <param name="Artifacts">The names of the files that the solve <c>artifacts</c> puts into <c>bin</c>.</param>
public sealed record StagedBuild(
    IReadOnlyDictionary<string, byte[]> Files, BuildPlan Plan, RustTarget Target, IReadOnlyList<string> Artifacts)
{
    /// <summary>What says how it is compiled, besides the files that are neither the Dockerfile nor <c>build.json</c>: nothing that concerns
    /// the image alone, and no place or name that results go to.</summary>
    public required string Compilation { get; init; }

    /// <summary>The image that cargo runs in.</summary>
    public required string BuilderImage { get; init; }

    /// <summary>What is kept between builds.</summary>
    public required CacheStrategy Strategy { get; init; }
}
