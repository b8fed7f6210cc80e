namespace RustContainer.Staging;

/// <summary>What the project's properties and items say, as they were written: nothing is checked yet. A member has its property's
/// name.</summary>
public sealed partial record StagingOptions
{
    /// <summary>The profile; <c>dev</c> and <c>release</c> are cargo's own.</summary>
    public string CargoProfile { get; init; } = "dev";

    /// <summary>Features to switch on.</summary>
    public IReadOnlyList<string> CargoFeatures { get; init; } = [];

    /// <summary>Whether default features stay off.</summary>
    public bool CargoNoDefaultFeatures { get; init; }

    /// <summary>Whether every feature is switched on.</summary>
    public bool CargoAllFeatures { get; init; }

    /// <summary>The runtime family; empty for debian.</summary>
    public string ContainerRuntime { get; init; } = "";

    /// <summary>The image that the final image stands on; empty for the family's.</summary>
    public string ContainerBaseImage { get; init; } = "";

    /// <summary>Who runs in the image; empty for 65532:65532.</summary>
    public string ContainerUser { get; init; } = "";

    /// <summary>The working directory in the image; empty for /app.</summary>
    public string ContainerWorkingDirectory { get; init; } = "";

    /// <summary>The image's RID; empty where <see cref="RuntimeIdentifier"/> says it.</summary>
    public string ContainerRuntimeIdentifier { get; init; } = "";

    /// <summary>The ports that the image exposes.</summary>
    public IReadOnlyList<ContainerPort> ContainerPorts { get; init; } = [];

    /// <summary>The image's environment variables.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ContainerEnvironmentVariables { get; init; } = [];

    /// <summary>The image's labels.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ContainerLabels { get; init; } = [];

    /// <summary>Arguments that the program gets where the user of the image gives none.</summary>
    public IReadOnlyList<string> ContainerDefaultArgs { get; init; } = [];

    /// <summary>The RID to build for; empty for this machine.</summary>
    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>This machine's RID: <c>NETCoreSdkPortableRuntimeIdentifier</c>.</summary>
    public string HostRuntimeIdentifier { get; init; } = "linux-x64";

    /// <summary>The image that cargo runs in; empty for the official one.</summary>
    public string RustBuilderImage { get; init; } = "";

    /// <summary>The Rust version; empty where rust-toolchain or the current stable says it.</summary>
    public string RustToolchainVersion { get; init; } = "";

    /// <summary>RUSTFLAGS of the compilation.</summary>
    public string RustFlags { get; init; } = "";

    /// <summary>What is kept between builds; empty for <c>Auto</c>.</summary>
    public string RustCacheStrategy { get; init; } = "";

    /// <summary>Whether sccache wraps the compiler.</summary>
    public bool RustSccache { get; init; }

    /// <summary>Whether this is a build of a CI, whose builders come and go.</summary>
    public bool IsContinuousIntegration { get; init; }

    /// <summary>Names the cache mounts; empty to name them after machine and workspace.</summary>
    public string RustCacheId { get; init; } = "";

    /// <summary>Where BuildKit answers; empty to search.</summary>
    public string BuildKitEndpoint { get; init; } = "";

    /// <summary>The folder with the certificates for it; empty for none.</summary>
    public string BuildKitTlsDirectory { get; init; } = "";

    /// <summary>The name that its certificate must have; empty for its host's.</summary>
    public string BuildKitTlsServerName { get; init; } = "";

    /// <summary>The image's names, each with its tag.</summary>
    public IReadOnlyList<string> ImageNames { get; init; } = [];

    /// <summary>Whether the image goes to the registry in its names, too.</summary>
    public bool PushImage { get; init; }
}

/// <summary>A port that the image exposes.</summary>
/// <param name="Number">The number as it was written.</param>
/// <param name="Type"><c>tcp</c>, <c>udp</c>, or empty for tcp.</param>
public sealed record ContainerPort(string Number, string Type = "");
