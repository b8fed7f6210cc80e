namespace RustContainer.BuildKit;

/// <summary>What a solve made.</summary>
/// <param name="ImageId">For an image: the id under which the engine knows it, <c>sha256:…</c>; else empty.</param>
/// <param name="ImageDigest">For an image: the digest of its manifest where the engine keeps one; else empty.</param>
/// <param name="Values">All that the exporter answered, by key.</param>
public sealed record SolveResult(string ImageId, string ImageDigest, IReadOnlyDictionary<string, string> Values);
