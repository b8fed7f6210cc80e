namespace RustContainer.BuildKit;

/// <summary>A place outside of BuildKit for what its steps gave.</summary>
/// <param name="Type">The type, such as <c>registry</c>.</param>
/// <param name="Attributes">The attributes of the type, secrets among them.</param>
/// <remarks>https://docs.docker.com/build/cache/backends/</remarks>
public sealed record CacheEntry(string Type, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Its type alone.</summary>
    public override string ToString() => Type;
}
