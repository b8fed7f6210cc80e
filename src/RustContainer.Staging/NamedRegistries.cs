namespace RustContainer.Staging;

/// <summary>The registries that the project itself names: those that credentials in the environment are meant for.</summary>
internal static class NamedRegistries
{
    /// <summary>The registries of base images and caches, each once and in one order.</summary>
    public static IReadOnlyList<string> Of(StagingOptions options)
    {
        var images = new[] { options.ContainerBaseImage, options.RustBuilderImage }
            .Concat(options.BuildKitCacheFrom.Concat(options.BuildKitCacheTo).Select(cache => cache.Attributes.GetValueOrDefault("ref", "")));
        return [.. images.Where(image => image.Length > 0).Select(Registry).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // https://github.com/distribution/reference/blob/v0.6.0/normalize.go, splitDockerDomain.
    private static string Registry(string image) =>
        image.Split('/') is [var first, _, ..] && (first == "localhost" || first.IndexOfAny(['.', ':']) >= 0 || first.Any(char.IsAsciiLetterUpper))
            ? first
            : "docker.io";
}
