namespace RustContainer.Contract;

public sealed partial record BuildPlan
{
    /// <summary>The secrets that steps may mount. The plan says where a value is, never what it is.</summary>
    public IReadOnlyList<SecretSource> Secrets { get; init; } = [];

    /// <summary>The ssh agents that steps may use.</summary>
    public IReadOnlyList<SshAgentSource> SshAgents { get; init; } = [];
}
