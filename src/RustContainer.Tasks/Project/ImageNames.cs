using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.Tasks.Project;

/// <summary>The names of the image, by the .NET SDK's properties and rules.</summary>
internal static partial class ImageNames
{
    private const int MaxTagLength = 128;
    private const int MaxRepositoryLength = 255;

    /// <summary>The names, each with its tag, in the order of the tags.</summary>
    /// <param name="table">The project's properties.</param>
    /// <param name="package">The name of the package whose program the image runs, which is the default.</param>
    /// <exception cref="CodedException">A name or a tag is none, or the properties contradict each other.</exception>
    public static IReadOnlyList<string> Read(OptionTable table, string package)
    {
        RefuseWhatIsNotBuilt(table);
        var repository = table["ContainerRepository"] is { Length: > 0 } given ? given : Normalise(package);
        if (repository.Length > MaxRepositoryLength || !RepositoryPattern().IsMatch(repository))
        {
            throw new CodedException(TaskCodes.InvalidRepository,
                $"ContainerRepository is '{repository}'. An image's name has lower-case letters, digits, '.', '_' and '-', with '/' between its parts.");
        }

        var tags = Tags(table);
        var registry = ImageArchive.IsWanted(table) ? "" : Registry(table);
        if (registry.Length > 0 && repository.Contains(':'))
        {
            throw new CodedException(TaskCodes.InvalidRepository,
                $"ContainerRepository is '{repository}', which has a registry of its own, and ContainerRegistry is '{registry}'. Write the registry in ContainerRegistry alone.");
        }

        return [.. tags.Select(tag => registry.Length > 0 ? $"{registry}/{repository}:{tag}" : $"{repository}:{tag}")];
    }

    private static string Registry(OptionTable table)
    {
        var registry = table["ContainerRegistry"];
        if (registry.Length > 0 && (registry.Length > MaxRepositoryLength || !RegistryPattern().IsMatch(registry)))
            throw new CodedException(TaskCodes.InvalidRegistry, $"ContainerRegistry is '{registry}', which is no registry. Write its host, with the port if it has one, such as 'ghcr.io' or 'localhost:5000'; what follows belongs into ContainerRepository.");
        return registry.Length == 0 || registry == "localhost" || registry.IndexOfAny(['.', ':']) >= 0
            ? registry
            : throw new CodedException(TaskCodes.InvalidRegistry, $"ContainerRegistry is '{registry}', a host without a dot and a port, which engines take for a user of Docker Hub. Write the port too: '{registry}:443', or the one that the registry listens on.");
    }

    private static IReadOnlyList<string> Tags(OptionTable table)
    {
        if (table["ContainerImageTag"].Length > 0 && table["ContainerImageTags"].Length > 0)
            throw new CodedException(TaskCodes.InvalidTag, "Both ContainerImageTag and ContainerImageTags are set. Set one of them.");
        var tags = table["ContainerImageTags"].Length > 0
            ? table["ContainerImageTags"].Trim('"').Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [table["ContainerImageTag"] is { Length: > 0 } tag ? tag : "latest"];
        if (tags.Length == 0)
            throw new CodedException(TaskCodes.InvalidTag, $"ContainerImageTags is '{table["ContainerImageTags"]}', which holds no tag. Write one, or unset it.");
        foreach (var one in tags)
        {
            if (one.Length > MaxTagLength || !TagPattern().IsMatch(one))
                throw new CodedException(TaskCodes.InvalidTag,
                    $"The image tag '{one}' is none. A tag has at most {MaxTagLength} letters, digits, '.', '_' and '-', and begins with none of the last two signs.");
        }

        return [.. tags.Distinct()];
    }

    private static void RefuseWhatIsNotBuilt(OptionTable table)
    {
        if (table["ContainerRuntimeIdentifiers"] is { Length: > 0 } several)
            throw new CodedException(TaskCodes.NotInThisVersion,
                $"ContainerRuntimeIdentifiers is '{several}', and this version makes an image for one. Unset it, and set ContainerRuntimeIdentifier in a publish for each.");

        if (table["LocalRegistry"] is { Length: > 0 } local && !local.Equals("Docker", StringComparison.OrdinalIgnoreCase))
            throw new CodedException(TaskCodes.NotInThisVersion, $"LocalRegistry is '{local}', and this version builds with Docker only. Unset it, or set it to Docker.");
    }

    private static string Normalise(string package) => package.ToLowerInvariant().Trim('_', '-');

    // https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests, with a registry's host in front.
    [GeneratedRegex(@"\A(?:[a-z0-9.-]+(?::[0-9]+)?/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryPattern();

    // https://github.com/distribution/reference/blob/v0.6.0/regexp.go, domainAndPort; the .NET SDK takes the same.
    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(?::[0-9]{1,5})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}
