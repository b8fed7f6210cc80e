using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>One build of a Dockerfile.</summary>
public sealed record SolveRequest
{
    /// <summary>The folders that BuildKit may ask for. One is named <c>dockerfile</c> and holds the Dockerfile; one is named
    /// <c>context</c> where the Dockerfile has need of it; every other is a named context.</summary>
    public required IReadOnlyList<SyncDirectory> Folders { get; init; }

    /// <summary>The path of the Dockerfile in the folder <c>dockerfile</c>.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>The stage to build; empty for the last.</summary>
    public string Target { get; init; } = "";

    /// <summary>The one platform to build for, such as <c>linux/amd64</c>; empty for the engine's own.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Build arguments, by name.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Further attributes for the Dockerfile frontend, such as <c>force-network-mode</c>, <c>no-cache</c> or
    /// <c>label:NAME</c>.</summary>
    public IReadOnlyDictionary<string, string> FrontendAttributes { get; init; } = new Dictionary<string, string>();

    /// <summary>What the build may do beyond the usual, such as <c>network.host</c>.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>Under which key BuildKit keeps the transferred folders between builds, together with each one's name: the same for the same
    /// folders, different for any that differ. ASCII.</summary>
    public string SharedKey { get; init; } = "";

    /// <summary>The secrets that steps may mount, each read when BuildKit asks for it. Ids are unique.</summary>
    public IReadOnlyList<SecretSource> Secrets { get; init; } = [];

    /// <summary>The ssh agents that steps may use. Ids are unique.</summary>
    public IReadOnlyList<SshAgentSource> SshAgents { get; init; } = [];

    /// <summary>What becomes of the result.</summary>
    public SolveExport Export { get; init; } = SolveExport.None;

    /// <summary>The caches that steps are looked for in. One that is not there yet is passed over.</summary>
    public IReadOnlyList<CacheEntry> CacheImports { get; init; } = [];

    /// <summary>The caches that the result's steps are written to.</summary>
    public IReadOnlyList<CacheEntry> CacheExports { get; init; } = [];

    /// <summary>What registries are shown.</summary>
    public RegistryCredentials Credentials { get; init; } = RegistryCredentials.None;
}
