using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>How secrets and the agent get to cargo.</summary>
internal sealed record SecretMounts
{
    /// <summary>No secrets.</summary>
    public static SecretMounts None { get; } = new();

    /// <summary>The mounts of a step that runs cargo.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>What the step's script is told.</summary>
    public IReadOnlyList<string> ScriptOptions { get; init; } = [];

    /// <summary>What opens a cache of sccache outside of the builder: the only secrets of a step whose result is a layer that others get.</summary>
    public IReadOnlyList<string> CacheMounts { get; init; } = [];

    /// <summary>What that step's script is told.</summary>
    public IReadOnlyList<string> CacheScriptOptions { get; init; } = [];

    /// <summary>What the docker command is told, for who runs the Dockerfile by hand.</summary>
    public string DockerOptions { get; init; } = "";

    /// <summary>Whether another value of a secret must compile again.</summary>
    public bool AffectBuild { get; init; }

    /// <summary>The mounts for <paramref name="options"/>.</summary>
    /// <exception cref="CodedException">A secret or agent is none.</exception>
    public static SecretMounts Of(StagingOptions options)
    {
        SecretRules.Check(options.BuildKitSecrets);
        SecretRules.Check(options.BuildKitSsh);
        var secrets = options.BuildKitSecrets;
        var ofCache = options.RustSccache ? secrets.Where(secret => IsOfSccache(secret.Variable)).ToList() : [];
        return new SecretMounts
        {
            Mounts =
            [
                .. secrets.Select(Mount),
                .. options.BuildKitSsh.Select(agent => $"type=ssh,id={agent.Id},required=true"),
            ],
            ScriptOptions =
            [
                .. secrets.Where(secret => secret.Variable.Length > 0).SelectMany(secret => new[] { "--secret", $"{secret.Variable}={secret.MountedAt}" }),
                .. options.BuildKitSsh.Select(_ => "--ssh"),
            ],
            CacheMounts = [.. ofCache.Select(Mount)],
            CacheScriptOptions = [.. ofCache.SelectMany(secret => new[] { "--cache-secret", $"{secret.Variable}={secret.MountedAt}" })],
            DockerOptions = string.Concat(
                [.. secrets.Select(DockerOption), .. options.BuildKitSsh.Select(agent => $" --ssh {agent.Id}")]),
            AffectBuild = secrets.Any(secret => secret.AffectsBuild),
        };
    }

    private static string Mount(BuildSecret secret) => $"type=secret,id={secret.Id},target={secret.MountedAt},required=true";

    // https://github.com/mozilla/sccache/blob/main/docs/Configuration.md
    private static bool IsOfSccache(string variable) =>
        ((string[])["SCCACHE_", "AWS_", "ACTIONS_", "ALIBABA_CLOUD_", "TENCENTCLOUD_"]).Any(prefix => variable.StartsWith(prefix, StringComparison.Ordinal));

    // A file's path is this machine's own; the Dockerfile is the same on all.
    private static string DockerOption(BuildSecret secret) =>
        $" --secret id={secret.Id},{(secret.Source is { Env: { Length: > 0 } name } ? $"env={name}" : "src=FILE")}";
}
