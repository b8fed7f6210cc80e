using System.Runtime.CompilerServices;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Says what a client is connected with and what that can do, a line each.</summary>
public static class ClientReport
{
    /// <summary>The lines.</summary>
    public static async IAsyncEnumerable<string> LinesAsync(
        BuildKitClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var can = client.Capabilities;
        if (client.Endpoint.Engine is { } engine)
        {
            yield return $"Through: the engine at {engine.Address} ({engine.Source})";
        }

        yield return $"TLS: {Tls(client.Endpoint.Tls)}";
        yield return $"Answers: {Kind(client)}";
        yield return $"BuildKit: {await VersionAsync(client, cancellationToken).ConfigureAwait(false)}";
        yield return $"Spoken to over: {client.Route}";
        yield return $"Platforms: {List(client.Workers.SelectMany(worker => worker.Platforms).Distinct(StringComparer.Ordinal))}";
        yield return $"Exporters: {List(can.Exporters)}";
        yield return $"Caches that it writes: {List(can.CacheExports)}";
        yield return $"Caches that it reads: {List(can.CacheImports)}";
        yield return $"Archives of images: {(can.WritesArchives ? "as part of the build" : "after the build, saved by the engine")}";
        yield return $"Pushes images: {(can.Push == PushRoute.Exporter ? "as part of the build" : "after the build, by the engine")}";
    }

    private static string Kind(BuildKitClient client) => client.Engine is { } engine
        ? $"Docker Engine {engine.Version} (API {engine.ApiVersion}, {engine.OperatingSystem}/{engine.Architecture}), images in "
            + (client.Capabilities.Kind == BuilderKind.EngineContainerdStore ? "containerd's store" : "its graph driver's store")
        : "a buildkitd, which keeps no images to run";

    private static string Tls(EndpointTls? tls) => tls is null
        ? "none"
        : $"{tls.Source}; certificate "
            + (!tls.Verify ? "not verified" : tls.AuthorityFile.Length > 0 ? $"verified against {tls.AuthorityFile}" : "verified")
            + (tls.CertificateFile.Length > 0 ? $"; shows {tls.CertificateFile}" : "; shows none of its own");

    private static async Task<string> VersionAsync(BuildKitClient client, CancellationToken cancellationToken)
    {
        try
        {
            var version = await client.BuildKitVersionAsync(cancellationToken).ConfigureAwait(false);
            return version.Length == 0 || version.Contains("unknown", StringComparison.Ordinal) ? "of a version that it does not tell" : version;
        }
        catch (CodedException e) when (e.Diagnostic.Code == BuildKitCodes.EngineRequestFailed)
        {
            // Engines before 24.0 do not have the call.
            return "of a version that it does not tell";
        }
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items);
}
