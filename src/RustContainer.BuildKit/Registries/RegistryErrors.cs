using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What is said of a registry that does not do what it was asked.</summary>
internal static class RegistryErrors
{
    private static readonly string[] Refusals =
    [
        "401 Unauthorized", "403 Forbidden", "unauthorized:", "denied:", "no basic auth credentials", "authentication required",
        "authorization failed", "incorrect username or password", "failed to authorize",
    ];

    /// <summary>Whether the text of an engine, a BuildKit or a registry says that somebody is not let in.</summary>
    public static bool IsRefusal(string text) => Refusals.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>A registry does not let in who asks.</summary>
    /// <param name="subject">What was to be done, such as <c>the image 'x' cannot be pulled</c>.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="shown">What it was shown; <see langword="null"/> for nothing.</param>
    /// <param name="said">What it answered.</param>
    /// <param name="cause">What was caught.</param>
    public static CodedException Refused(
        string subject, string registry, RegistryCredential? shown, string said, Exception? cause = null) => new(
        BuildKitCodes.RegistryRefused,
        shown is null
            ? $"{subject}: the registry '{registry}' asks for a login, and none is known. Run 'docker login {registry}', or set "
                + $"DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD. The answer: {OneLine(said)}"
            : $"{subject}: the registry '{registry}' refuses {shown}. Correct the name and the password there, or give the user the "
                + $"right to the repository. The answer: {OneLine(said)}",
        cause);

    /// <summary>An image could not be pushed.</summary>
    /// <param name="image">Its name.</param>
    /// <param name="credentials">What registries were shown.</param>
    /// <param name="said">What the engine, BuildKit or registry answered.</param>
    /// <param name="cause">What was caught.</param>
    public static CodedException NotPushed(string image, RegistryCredentials credentials, string said, Exception? cause = null)
    {
        var registry = RegistryHost.OfImage(image);
        return IsRefusal(said)
            ? Refused($"The image '{image}' cannot be pushed", registry, credentials.Shown(registry), said, cause)
            : new CodedException(
                BuildKitCodes.PushFailed,
                $"The image '{image}' could not be pushed to '{registry}': {OneLine(said)}. Look whether ContainerRegistry is right, the "
                + "engine reaches it, and it speaks TLS or the engine's 'insecure-registries' lists it.",
                cause);
    }

    /// <summary>A cache could not be written.</summary>
    /// <param name="registry">The registry that it was for; empty where it was for something else.</param>
    /// <param name="credentials">What registries were shown.</param>
    /// <param name="said">What BuildKit answered.</param>
    /// <param name="cause">What was caught.</param>
    public static CodedException CacheNotWritten(string registry, RegistryCredentials credentials, string said, Exception cause) =>
        registry.Length > 0 && IsRefusal(said)
            ? Refused("The build's cache cannot be written", registry, credentials.Shown(registry), said, cause)
            : new CodedException(
                BuildKitCodes.CacheFailed,
                $"The build's cache could not be written: {OneLine(said)}. Look whether the place that BuildKitCacheTo names is there and may "
                + "be written, or give it 'ignore-error=true'.",
                cause);

    private static string OneLine(string text)
    {
        var line = PeerText.WithoutQueries(new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)])).Trim().TrimEnd('.');
        return line.Length > 1000 ? line[..1000] + "…" : line;
    }
}
