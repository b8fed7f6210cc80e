using System.Runtime.CompilerServices;

namespace RustContainer.BuildKit;

/// <summary>Says what the search for an endpoint looks at, a line each, without credentials.</summary>
public static class SearchReport
{
    /// <summary>The lines, in the order of the search.</summary>
    public static async IAsyncEnumerable<string> LinesAsync(
        EndpointSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Setting(EndpointSearch.ExplicitSource, EndpointAddress.WithoutCredentials(settings.Explicit));
        yield return Setting("BuildKitTlsDirectory", settings.TlsDirectory);
        yield return Setting("BuildKitTlsServerName", settings.TlsServerName);
        yield return Setting(EndpointSearch.BuildKitHostSource, EndpointAddress.WithoutCredentials(settings.BuildKitHost));
        yield return Setting(EndpointSearch.DockerHostSource, EndpointAddress.WithoutCredentials(settings.DockerHost));
        yield return Setting("DOCKER_TLS_VERIFY", settings.DockerTlsVerify ? "set" : "");
        yield return Setting("DOCKER_TLS", settings.DockerTls ? "set" : "");
        yield return Setting("DOCKER_CERT_PATH", settings.DockerCertPath);
        yield return Setting("DOCKER_CONTEXT", settings.DockerContext);
        yield return Configuration(settings.DockerConfigDirectory);
        foreach (var context in DockerContexts.List(settings))
        {
            yield return $"Docker context {context}";
        }

        foreach (var address in settings.Defaults)
        {
            yield return $"Default {address}: {await StateAsync(address, cancellationToken).ConfigureAwait(false)}";
        }
    }

    private static string Setting(string name, string value) => $"{name}: {(value.Length > 0 ? value : "not set")}";

    private static string Configuration(string directory) => directory.Length == 0
        ? "Docker's configuration directory: none, for there is no home"
        : $"Docker's configuration directory: {directory} "
            + $"({(File.Exists(Path.Combine(directory, "config.json")) ? "with" : "without")} a config.json)";

    private static async Task<string> StateAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await EndpointSearch.ProbeAsync(address, cancellationToken).ConfigureAwait(false);
            return "takes connections";
        }
        catch (EndpointUnreachableException e)
        {
            return e.Reason;
        }
    }
}
