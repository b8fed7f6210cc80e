namespace RustContainer.Cargo.Workspaces;

/// <summary>Compares where dependencies come from.</summary>
internal static class DependencySources
{
    /// <summary>Whether two sources are surely not the same.</summary>
    public static bool Differ(DependencySource left, DependencySource right) => (left, right) switch
    {
        // Which address a name has is in Cargo's configuration.
        (RegistrySource one, RegistrySource other) => one != other && (one.IndexUrl is null) == (other.IndexUrl is null),
        (GitSource one, GitSource other) => one.Reference != other.Reference || Canonical(one.Url) != Canonical(other.Url),
        _ => left != right,
    };

    private static string Canonical(string url)
    {
        var trimmed = url.TrimEnd('/');
        return (trimmed.EndsWith(".git", StringComparison.Ordinal) ? trimmed[..^4] : trimmed).ToUpperInvariant();
    }
}
