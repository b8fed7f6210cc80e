namespace RustContainer.Cargo.Workspaces;

/// <summary>What a patch is found by.</summary>
/// <param name="Source">The source that is patched: the key below <c>[patch]</c>.</param>
/// <param name="Key">The key below that.</param>
// A class, since the runtime has code for sets of any class, and compiles it anew for every struct.
internal sealed record PatchedKey(string Source, string Key);
