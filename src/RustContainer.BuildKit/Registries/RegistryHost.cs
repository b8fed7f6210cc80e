namespace RustContainer.BuildKit;

/// <summary>The names under which registries go. Docker Hub has four; here it is <c>docker.io</c>.</summary>
public static class RegistryHost
{
    /// <summary>Docker Hub.</summary>
    public const string DockerHub = "docker.io";

    /// <summary>The key of Docker Hub in Docker's config.json and credential helpers.</summary>
    internal const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>The one name of the registry that <paramref name="name"/> means: a host with its port, or a URL of one.</summary>
    public static string Of(string name)
    {
        var start = name.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0;
        var end = name.IndexOf('/', start);
        var host = (end < 0 ? name[start..] : name[start..end]).ToLowerInvariant();
        return host is "index.docker.io" or "registry-1.docker.io" ? DockerHub : host;
    }

    /// <summary>The registry of an image: what stands before the first slash, if that is a host, else Docker Hub.</summary>
    public static string OfImage(string reference) =>
        reference.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && IsHost(reference[..slash]) ? Of(reference[..slash]) : DockerHub;

    /// <summary>An image's name with its registry, as containerd has it.</summary>
    /// <remarks>https://github.com/distribution/reference/blob/v0.6.0/normalize.go, ParseNormalizedNamed.</remarks>
    public static string FullNameOf(string reference) =>
        reference.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
            ? IsHost(reference[..slash]) ? reference : $"{DockerHub}/{reference}"
            : $"{DockerHub}/library/{reference}";

    /// <summary>Whether the first part of an image's name is taken for a host.</summary>
    /// <remarks>https://github.com/distribution/reference/blob/v0.6.0/normalize.go, splitDockerDomain.</remarks>
    public static bool IsHost(string part) =>
        part == "localhost" || part.IndexOfAny(['.', ':']) >= 0 || part.Any(char.IsAsciiLetterUpper);
}
