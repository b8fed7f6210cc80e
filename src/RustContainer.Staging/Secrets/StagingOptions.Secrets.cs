using RustContainer.Contract;

namespace RustContainer.Staging;

public sealed partial record StagingOptions
{
    /// <summary>What cargo may know and nobody else: the items and the property <c>BuildKitSecret</c>.</summary>
    public IReadOnlyList<BuildSecret> BuildKitSecrets { get; init; } = [];

    /// <summary>The ssh agent that cargo may use, at most one: the item or the property <c>BuildKitSsh</c>.</summary>
    public IReadOnlyList<SshAgentSource> BuildKitSsh { get; init; } = [];

    /// <summary>A salted hash over the values of the secrets that affect the build; empty where there are none.</summary>
    public string SecretsDigest { get; init; } = "";
}
