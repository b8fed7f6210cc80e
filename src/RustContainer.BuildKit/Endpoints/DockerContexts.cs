using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Reads Docker's contexts: <c>config.json</c> and <c>contexts/meta/&lt;sha256 of the name&gt;/meta.json</c> beside it.</summary>
internal static class DockerContexts
{
    private const string DefaultName = "default";
    private const int MaxListed = 50;

    /// <summary>The current context; <see langword="null"/> where it is the default one.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.DockerContextInvalid"/> or
    /// <see cref="BuildKitCodes.TlsFilesInvalid"/>.</exception>
    public static DockerContext? Current(EndpointSettings settings)
    {
        var name = CurrentName(settings);
        if (name is "" or DefaultName)
        {
            return null;
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var metaFile = Path.Combine(settings.DockerConfigDirectory, "contexts", "meta", id, "meta.json");
        if (settings.DockerConfigDirectory.Length == 0 || !File.Exists(metaFile))
        {
            var chosenBy = settings.DockerContext.Length > 0 ? "DOCKER_CONTEXT" : ConfigFile(settings);
            throw Invalid($"The Docker context '{name}' that {chosenBy} chooses does not exist.");
        }

        var (address, skipVerify) = Read(metaFile, ReadEndpoint);
        var tls = TlsFiles.OfContext(
            Path.Combine(settings.DockerConfigDirectory, "contexts", "tls", id, "docker"), DockerContext.SourceOf(name), skipVerify);
        return address is null
            ? throw Invalid($"The Docker context '{name}' has no address ('Endpoints.docker.Host' in {metaFile}).")
            : new DockerContext(name, address, tls);
    }

    /// <summary>The name of the current context; empty or <c>default</c> where nothing chooses one.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.DockerContextInvalid"/>.</exception>
    public static string CurrentName(EndpointSettings settings)
    {
        if (settings.DockerContext.Length > 0)
        {
            return settings.DockerContext;
        }

        var configFile = ConfigFile(settings);
        return settings.DockerConfigDirectory.Length == 0 || !File.Exists(configFile)
            ? ""
            : JsonFile.Read(configFile, root => JsonFile.Text(root, "currentContext") ?? "", Invalid, mayBeEmpty: true);
    }

    /// <summary>What contexts there are, for people: name, address, and whether it is the current one. Nothing that is wrong with one is
    /// an error here.</summary>
    public static IEnumerable<string> List(EndpointSettings settings)
    {
        var folder = Path.Combine(settings.DockerConfigDirectory, "contexts", "meta");
        if (settings.DockerConfigDirectory.Length == 0 || !Directory.Exists(folder))
        {
            return [];
        }

        var current = Try(() => CurrentName(settings)) ?? "";
        return Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(MaxListed)
            .Select(directory => Path.Combine(directory, "meta.json"))
            .Select(file => Try(() => Read(file, root => Describe(root, current))) ?? $"in {file}: cannot be read");
    }

    private static string Describe(JsonElement root, string current)
    {
        var name = JsonFile.Text(root, "Name") ?? "";
        var address = EndpointAddress.WithoutCredentials(ReadEndpoint(root).Address ?? "no address");
        var line = $"'{name}': {address}{(name.Length > 0 && name == current ? " (current)" : "")}";
        return new string([.. line.Where(c => !char.IsControl(c))]);
    }

    private static string? Try(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (CodedException)
        {
            return null;
        }
    }

    private static string ConfigFile(EndpointSettings settings) => Path.Combine(settings.DockerConfigDirectory, "config.json");

    private static (string? Address, bool SkipVerify) ReadEndpoint(JsonElement root) =>
        JsonFile.Property(root, "Endpoints") is { } endpoints && JsonFile.Property(endpoints, "docker") is { } docker
            ? (JsonFile.Text(docker, "Host"), JsonFile.Property(docker, "SkipTLSVerify") is { ValueKind: JsonValueKind.True })
            : (null, false);

    private static T Read<T>(string file, Func<JsonElement, T> read) => JsonFile.Read(file, read, Invalid);

    private static CodedException Invalid(string what, Exception? cause = null) => new(
        BuildKitCodes.DockerContextInvalid,
        $"{what} Choose a context with 'docker context use NAME' or DOCKER_CONTEXT, "
        + "or set BuildKitEndpoint or DOCKER_HOST to the engine's address.",
        cause);
}
