using System.Globalization;
using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What a failed Solve call means, from its details and, where there are none, its text.</summary>
internal static partial class SolveErrors
{
    /// <summary>The exception to throw for <paramref name="error"/>.</summary>
    /// <param name="error">What the call ended with.</param>
    /// <param name="progress">What was told before.</param>
    /// <param name="credentials">What registries were shown.</param>
    public static Exception From(RpcException error, ProgressTracker progress, RegistryCredentials credentials)
    {
        if (Push().Match(error.Message) is { Success: true } push)
        {
            return RegistryErrors.NotPushed(push.Groups["image"].Value, credentials, error.Message, error);
        }

        if (IsAboutCache(error, progress))
        {
            return RegistryErrors.CacheNotWritten(CacheHost().Match(error.Message).Groups["host"].Value, credentials, error.Message, error);
        }

        if (ExitCodeOf(error) is null && error.Message.Contains("no space left on device", StringComparison.Ordinal))
        {
            return new CodedException(
                BuildKitCodes.EngineDiskFull,
                $"The disk of the engine is full: {PeerText.Shown(error.Message).TrimEnd('.')}. Free some of it with 'docker builder prune' or "
                + "'docker system prune', or in Docker Desktop's settings, then build again.",
                error);
        }

        if (BaseImage().Match(error.Message) is { Success: true } image)
        {
            return ImageNotResolved(image.Groups["image"].Value, error, credentials);
        }

        if (error.Status is GrpcStatus.Unavailable or GrpcStatus.Cancelled)
        {
            // The caller did not cancel, or it would not ask: the engine is going down.
            return TransportErrors.Lost(error);
        }

        var digest = error.Details.VertexDigest.Length > 0 ? error.Details.VertexDigest : progress.FailedDigest;
        var sources = SourcesOf(error);
        var said = PeerText.WithoutQueries(error.Message);
        if (ExitCodeOf(error) is { } exitCode)
        {
            return new ProcessFailedException(said, exitCode, digest, progress.NameOf(digest), sources, error);
        }

        return IsAboutDockerfile(error)
            ? new DockerfileException(said, sources, error)
            : new SolveException(said, digest, progress.NameOf(digest), sources, error);
    }

    private static bool IsAboutCache(RpcException error, ProgressTracker progress) =>
        CacheWriting().IsMatch(error.Message)
        || progress.NameOf(progress.FailedDigest).StartsWith("exporting cache", StringComparison.Ordinal);

    private static CodedException ImageNotResolved(string image, RpcException error, RegistryCredentials credentials)
    {
        var text = error.Message;
        var registry = RegistryHost.OfImage(image);
        var shown = credentials.Shown(registry);

        // Without a login, Docker Hub says the same of what it does not have.
        if (RegistryErrors.IsRefusal(text) && (shown is not null || !text.Contains("pull access denied", StringComparison.Ordinal)))
        {
            return RegistryErrors.Refused($"The image '{image}' cannot be pulled", registry, shown, text, error);
        }

        var cause = text.Contains("pull access denied", StringComparison.Ordinal)
            || text.Contains("authorization failed", StringComparison.Ordinal)
            ? "the registry does not know it, or asks for a login"
            : text.Contains("not found", StringComparison.Ordinal) ? "the registry does not have it"
            : text.Contains("no such host", StringComparison.Ordinal) || text.Contains("lookup ", StringComparison.Ordinal)
                ? "the engine cannot find the registry's host (DNS)"
            : text.Contains("no match for platform", StringComparison.Ordinal) ? "it does not exist for this platform"
            : "the engine could not get it";
        return new ImageNotResolvedException(image, cause, error.Details.Sources, error);
    }

    private static IReadOnlyList<SourcePosition> SourcesOf(RpcException error)
    {
        if (error.Details.Sources.Count > 0 || ParseLine().Match(error.Message) is not { Success: true } match)
        {
            return error.Details.Sources;
        }

        return int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? [new SourcePosition("", line, line)]
            : [];
    }

    private static int? ExitCodeOf(RpcException error)
    {
        if (error.Details.ExitCode is { } code)
        {
            return code;
        }

        return ExitText().Match(error.Message) is { Success: true } match
            && int.TryParse(match.Groups["code"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : null;
    }

    // A step that fails has a digest; what is wrong with the Dockerfile is found before there are steps.
    private static bool IsAboutDockerfile(RpcException error) =>
        error.Details.VertexDigest.Length == 0
        && (error.Details.Sources.Count > 0
            || error.Message.Contains("dockerfile parse error", StringComparison.OrdinalIgnoreCase)
            || MissingDockerfile().IsMatch(error.Message)
            || error.Message.Contains("target stage", StringComparison.Ordinal));

    [GeneratedRegex(
        @"(failed to resolve source metadata for|failed to load metadata for|failed to resolve image config for) "
        + @"(?<image>[^\s:]+(:\d+/[^\s:]+)?(:[\w.-]+)?(@sha256:[0-9a-f]+)?)",
        RegexOptions.CultureInvariant)]
    private static partial Regex BaseImage();

    [GeneratedRegex(@"\A(error writing (layer|config|manifest)|failed to configure \S+ cache exporter)", RegexOptions.CultureInvariant)]
    private static partial Regex CacheWriting();

    [GeneratedRegex(@"https?://(?<host>[^/\s]+)/v2/", RegexOptions.CultureInvariant)]
    private static partial Regex CacheHost();

    [GeneratedRegex(@"failed to push (?<image>[^\s:]+(:\d+/[^\s:]+)?(:[\w.-]+)?):", RegexOptions.CultureInvariant)]
    private static partial Regex Push();

    [GeneratedRegex(@"dockerfile parse error (on )?line (?<line>\d{1,9})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ParseLine();

    [GeneratedRegex(@"failed to read dockerfile: open [^\n]*: no such file or directory", RegexOptions.CultureInvariant)]
    private static partial Regex MissingDockerfile();

    [GeneratedRegex(
        @"(did not complete successfully|executor failed running [^\n]*): exit code: (?<code>\d{1,9})", RegexOptions.CultureInvariant)]
    private static partial Regex ExitText();
}
