using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Reads Docker's contexts: <c>config.json</c> and <c>contexts/meta/&lt;sha256 of the name&gt;/meta.json</c> beside it.</summary>
internal static class DockerContexts
{
    private const string DefaultName = "default";
    private const int MaxFileLength = 1 << 20;

    /// <summary>The address of the current context, and its name; <see langword="null"/> where the current one is the default.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.DockerContextInvalid"/>.</exception>
    public static (string Name, string Address)? Current(EndpointSettings settings)
    {
        var configFile = Path.Combine(settings.DockerConfigDirectory, "config.json");
        var name = settings.DockerContext.Length > 0 ? settings.DockerContext : NameFromConfig(settings, configFile);
        if (name is "" or DefaultName)
        {
            return null;
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var metaFile = Path.Combine(settings.DockerConfigDirectory, "contexts", "meta", id, "meta.json");
        if (settings.DockerConfigDirectory.Length == 0 || !File.Exists(metaFile))
        {
            var chosenBy = settings.DockerContext.Length > 0 ? "DOCKER_CONTEXT" : configFile;
            throw Invalid($"The Docker context '{name}' that {chosenBy} chooses does not exist.");
        }

        RefuseTls(settings, name, id);
        return (name, HostOf(name, metaFile));
    }

    private static string NameFromConfig(EndpointSettings settings, string configFile)
    {
        if (settings.DockerConfigDirectory.Length == 0 || !File.Exists(configFile))
        {
            return "";
        }

        return Read(configFile, root => Text(root, "currentContext") ?? "");
    }

    private static string HostOf(string name, string metaFile) =>
        Read(metaFile, root => Property(root, "Endpoints") is { } endpoints && Property(endpoints, "docker") is { } docker
            ? Text(docker, "Host")
            : null)
        ?? throw Invalid($"The Docker context '{name}' has no address ('Endpoints.docker.Host' in {metaFile}).");

    private static void RefuseTls(EndpointSettings settings, string name, string id)
    {
        if (Directory.Exists(Path.Combine(settings.DockerConfigDirectory, "contexts", "tls", id, "docker")))
        {
            throw new CodedException(
                BuildKitCodes.EndpointKindUnsupported,
                $"The Docker context '{name}' asks for TLS, which is not supported by this version yet. "
                + "Choose another context, or forward the "
                + "engine to a local socket and set BuildKitEndpoint to it.");
        }
    }

    private static T Read<T>(string file, Func<JsonElement, T> read)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileLength)
            {
                throw Invalid($"{file} is longer than 1 MiB.");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            var diagnostic = Invalid($"{file} is not valid JSON.").Diagnostic;
            throw new CodedException(
                diagnostic with { File = file, Line = (int)(e.LineNumber ?? 0) + 1, Column = (int)(e.BytePositionInLine ?? 0) + 1 }, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{file} cannot be read: {e.Message}", e);
        }
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static CodedException Invalid(string what, Exception? cause = null) => new(
        BuildKitCodes.DockerContextInvalid,
        $"{what} Choose a context with 'docker context use NAME' or DOCKER_CONTEXT, "
        + "or set BuildKitEndpoint or DOCKER_HOST to the engine's address.",
        cause);
}
