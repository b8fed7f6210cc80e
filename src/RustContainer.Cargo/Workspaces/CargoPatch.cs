namespace RustContainer.Cargo.Workspaces;

/// <summary>One entry of <c>[patch]</c>.</summary>
/// <param name="Source">What is patched: <c>crates-io</c>, the name of a registry, or an address.</param>
/// <param name="Replacement">What takes its place.</param>
public sealed record CargoPatch(string Source, CargoDependency Replacement);
