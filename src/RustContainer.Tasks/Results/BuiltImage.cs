namespace RustContainer.Tasks.Results;

/// <summary>An image that a build put into the engine.</summary>
/// <param name="Id">The engine's id of it, <c>sha256:…</c>.</param>
/// <param name="Digest">The digest of its manifest where the engine has one; else empty.</param>
internal sealed record BuiltImage(string Id, string Digest);
