namespace RustContainer.Cargo.Workspaces;

/// <summary>One entry of <c>[patch]</c>, in the root manifest or in Cargo's configuration.</summary>
/// <param name="Source">What is patched: <c>crates-io</c>, the name of a registry, or an address.</param>
/// <param name="Replacement">What takes its place.</param>
public sealed record CargoPatch(string Source, CargoDependency Replacement)
{
    /// <summary>The file that says so.</summary>
    public required ManifestFile File { get; init; }
}
