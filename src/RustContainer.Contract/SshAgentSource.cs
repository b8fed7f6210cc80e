namespace RustContainer.Contract;

/// <summary>An ssh agent of this machine that a step may ask to sign.</summary>
/// <param name="Id">The name under which a Dockerfile mounts it; <c>default</c> where it names none.</param>
/// <param name="Socket">The absolute path of the agent's socket; empty for the one that <c>SSH_AUTH_SOCK</c> names.</param>
public sealed record SshAgentSource(string Id, string Socket = "");
