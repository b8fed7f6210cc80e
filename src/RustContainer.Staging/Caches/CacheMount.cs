namespace RustContainer.Staging;

/// <summary>A folder of the step that compiles that stays between builds, as it was written: nothing is checked yet.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="Id">Under which name BuildKit keeps it; empty for one made of workspace and path.</param>
/// <param name="Sharing">What becomes of two builds at once: <c>shared</c>, <c>private</c> or <c>locked</c>; empty for the first.</param>
/// <param name="From">The image that it begins with; empty for nothing.</param>
public sealed record CacheMount(string Path, string Id = "", string Sharing = "", string From = "");
