namespace RustContainer.Contract;

/// <summary>A place outside of BuildKit for what its steps gave. Nothing here is secret: what opens the place, the worker takes from its
/// environment.</summary>
/// <param name="Type">The type, as BuildKit names it: <c>registry</c>, <c>local</c>, <c>inline</c>, <c>gha</c>, <c>s3</c> or
/// <c>azblob</c>.</param>
/// <param name="Attributes">The attributes, by BuildKit's names.</param>
public sealed record PlannedCache(string Type, IReadOnlyDictionary<string, string> Attributes);
