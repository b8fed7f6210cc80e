namespace RustContainer.BuildKit;

/// <summary>What decides which credentials a registry is shown: a snapshot of the environment, so that a lookup reads nothing else but
/// Docker's config.json and the credential helpers that it names.</summary>
public sealed record RegistrySettings
{
    /// <summary>The folder of Docker's config.json; empty where there is none.</summary>
    public string DockerConfigDirectory { get; init; } = "";

    /// <summary>The credential of the environment for registries that are pushed to; <see langword="null"/> where none is set.</summary>
    public RegistryCredential? ForPush { get; init; }

    /// <summary>The credential of the environment for registries that are pulled from; <see langword="null"/> where none is set.</summary>
    public RegistryCredential? ForPull { get; init; }

    /// <summary>The registries that <see cref="ForPush"/> is for, as <see cref="RegistryHost.Of"/> names them.</summary>
    public IReadOnlyCollection<string> PushHosts { get; init; } = [];

    /// <summary>The registries that <see cref="ForPull"/> is for: those that the project names. A variable does not say which registry it
    /// is meant for, and no other may learn the secret.</summary>
    public IReadOnlyCollection<string> PullHosts { get; init; } = [];

    /// <summary>Where credential helpers are looked for: PATH.</summary>
    public string ProgramFolders { get; init; } = "";

    /// <summary>How long a credential helper may take.</summary>
    internal TimeSpan HelperLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The settings of this process.</summary>
    /// <param name="pushHosts">The registries that are pushed to.</param>
    /// <param name="pullHosts">The registries that the project names otherwise, for base images and caches.</param>
    public static RegistrySettings FromEnvironment(IEnumerable<string> pushHosts, IEnumerable<string> pullHosts) => new()
    {
        DockerConfigDirectory = EndpointSettings.FromEnvironment().DockerConfigDirectory,
        ProgramFolders = Environment.GetEnvironmentVariable("PATH") ?? "",
        ForPush = FromVariables("DOTNET_CONTAINER_PUSH_REGISTRY", Environment.GetEnvironmentVariable),
        ForPull = FromVariables("DOTNET_CONTAINER_PULL_REGISTRY", Environment.GetEnvironmentVariable),
        PushHosts = [.. pushHosts.Select(RegistryHost.Of)],
        PullHosts = [.. pullHosts.Select(RegistryHost.Of)],
    };

    /// <summary>The credential that the .NET SDK's variables hold: those of the purpose, then those for all, then those of its first
    /// versions. A name without a password is none.</summary>
    /// <param name="purpose">The beginning of the purpose's variables.</param>
    /// <param name="variable">Reads a variable.</param>
    public static RegistryCredential? FromVariables(string purpose, Func<string, string?> variable)
    {
        foreach (var prefix in (string[])[purpose, "DOTNET_CONTAINER_REGISTRY", "SDK_CONTAINER_REGISTRY"])
        {
            if (variable($"{prefix}_UNAME") is { Length: > 0 } user && variable($"{prefix}_PWORD") is { Length: > 0 } password)
            {
                return RegistryCredential.Of(user, password, $"{prefix}_UNAME");
            }
        }

        return null;
    }
}
