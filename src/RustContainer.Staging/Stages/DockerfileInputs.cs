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

    /// <summary>The profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The arguments of cargo that say what to build, the profile among them.</summary>
    public required IReadOnlyList<string> CargoArguments { get; init; }

    /// <summary>The files to take from cargo's target folder, relative to it.</summary>
    public required IReadOnlyList<string> Artifacts { get; init; }

    /// <summary>The id of the cache mount with sources and build folder.</summary>
    public required string WorkMount { get; init; }

    /// <summary>The id of the cache mount with what cargo downloads.</summary>
    public required string CargoHomeMount { get; init; }

    /// <summary>The id of the cache mount with what sccache keeps.</summary>
    public string SccacheMount { get; init; } = "";

    /// <summary>Whether sccache wraps the compiler.</summary>
    public bool UsesSccache { get; init; }

    /// <summary>Files and folders of the context that cargo needs for the dependencies, <c>/</c>-separated.</summary>
    public IReadOnlyList<string> DependencyPaths { get; init; } = [];

    /// <summary>How secrets and the ssh agent get to cargo.</summary>
    public SecretMounts Secrets { get; init; } = SecretMounts.None;

    /// <summary>Further mounts of the step that compiles.</summary>
    public IReadOnlyList<string> CacheMounts { get; init; } = [];

    /// <summary>What in the project caused them, by their text.</summary>
    public IReadOnlyDictionary<string, Origin> MountOrigins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>The final image; <see langword="null"/> where nothing that could run is built.</summary>
    public RuntimeImage? Image { get; init; }
}
