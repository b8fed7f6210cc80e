using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Looks whether what a build may ask for is there, before it begins.</summary>
public static class SolveSources
{
    /// <summary>Reads every secret and calls every agent once; nothing is kept.</summary>
    /// <exception cref="CodedException">One is missing; the message names it and where it was looked for.</exception>
    public static async Task CheckAsync(
        IEnumerable<SecretSource> secrets, IEnumerable<SshAgentSource> agents, CancellationToken cancellationToken)
    {
        foreach (var secret in secrets)
        {
            _ = await secret.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var agent in agents)
        {
            await new SshAgent(agent).CheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
