using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Everything that a Dockerfile is written from. All of it has been checked, except where a member says otherwise.</summary>
internal sealed record DockerfileInputs
{
    /// <summary>What is kept between builds.</summary>
    public required CacheStrategy Strategy { get; init; }

    /// <summary>The image that cargo runs in.</summary>
    public required Builder Builder { get; init; }

    /// <summary>The environment of every cargo, by name; values may hold any character but line ends.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The workspace's folder in the context, <c>/</c>-separated, with any characters but line ends; empty for the context
    /// itself.</summary>
    public string WorkspaceFolder { get; init; } = "";

    /// <summary>rustc's name of the target.</summary>
    public required string Triple { get; init; }

    /// <summary>The arguments of cargo that say what to build.</summary>
    public required IReadOnlyList<string> CargoArguments { get; init; }

    /// <summary>The files to take from cargo's target folder, relative to it.</summary>
    public required IReadOnlyList<string> Artifacts { get; init; }

    /// <summary>The id of the cache mount with sources and build folder.</summary>
    public required string WorkMount { get; init; }

    /// <summary>The id of the cache mount with what cargo downloads.</summary>
    public required string CargoHomeMount { get; init; }

    /// <summary>How secrets and the ssh agent get to cargo.</summary>
    public SecretMounts Secrets { get; init; } = SecretMounts.None;

    /// <summary>Further mounts of the step that compiles.</summary>
    public IReadOnlyList<string> CacheMounts { get; init; } = [];

    /// <summary>What in the project caused them, by their text.</summary>
    public IReadOnlyDictionary<string, Origin> MountOrigins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>The final image; <see langword="null"/> where nothing that could run is built.</summary>
    public RuntimeImage? Image { get; init; }
}

/// <summary>The final image.</summary>
/// <param name="Base">What it stands on.</param>
/// <param name="BaseOrigin">What in the project chose that.</param>
/// <param name="IsOwnBase">Whether the base was chosen by the user, who then also chose its certificates.</param>
/// <param name="Programs">The file names of its programs.</param>
/// <param name="Entrypoint">The one that runs.</param>
/// <param name="DefaultArguments">Its arguments where the user of the image gives none.</param>
/// <param name="User">Who runs it.</param>
/// <param name="WorkingDirectory">Where.</param>
/// <param name="Environment">Its environment variables; values may hold any character but line ends.</param>
/// <param name="Labels">Its labels; values may hold any character but line ends.</param>
/// <param name="Ports">Its ports, such as <c>8080/tcp</c>.</param>
internal sealed record RuntimeImage(
    string Base,
    Origin BaseOrigin,
    bool IsOwnBase,
    IReadOnlyList<string> Programs,
    string Entrypoint,
    IReadOnlyList<string> DefaultArguments,
    string User,
    string WorkingDirectory,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    IReadOnlyList<KeyValuePair<string, string>> Labels,
    IReadOnlyList<string> Ports);
