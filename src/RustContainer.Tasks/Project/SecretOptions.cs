using Microsoft.Build.Framework;
using RustContainer.Contract;
using RustContainer.Staging;

namespace RustContainer.Tasks.Project;

/// <summary>Reads the items <c>BuildKitSecret</c> and <c>BuildKitSsh</c> and the properties of the same names, which take the place of items
/// that are called alike.</summary>
internal static class SecretOptions
{
    /// <summary>The options with secrets and agents. Of their values none is read but of those that affect the build, for their hash.</summary>
    /// <exception cref="CodedException">One cannot be read.</exception>
    public static StagingOptions Add(
        StagingOptions options, OptionTable table, IEnumerable<ITaskItem> secretItems, IEnumerable<ITaskItem> agentItems, string projectDirectory)
    {
        var fromProperty = SecretText.Secrets(table["BuildKitSecret"]);
        var agentsFromProperty = SecretText.Agents(table["BuildKitSsh"]);
        BuildSecret[] secrets =
        [
            .. secretItems.Select(Secret).Where(item => fromProperty.All(secret => secret.Id != item.Id))
                .Concat(fromProperty).Select(secret => secret with { File = FullPath(secret.File, projectDirectory) }),
        ];
        SshAgentSource[] agents =
        [
            .. (agentsFromProperty.Count > 0 ? agentsFromProperty : agentItems.Select(item => new SshAgentSource(item.ItemSpec, item.GetMetadata("Socket"))))
                .Select(agent => agent with { Socket = FullPath(agent.Socket, projectDirectory) }),
        ];
        foreach (var secret in secrets)
            CheckName(secret);
        return options with
        {
            BuildKitSecrets = secrets,
            BuildKitSsh = agents,
            SecretsDigest = SecretDigest.Of([.. secrets.Where(secret => secret.AffectsBuild).Select(secret => secret.Source)]),
        };
    }

    private static BuildSecret Secret(ITaskItem item) => item.ItemSpec.Contains('=')
        ? SecretText.Secret(item.ItemSpec)
        : new BuildSecret(item.ItemSpec)
        {
            Env = item.GetMetadata("Env").Trim(),
            File = item.GetMetadata("File").Trim(),
            TargetFile = item.GetMetadata("TargetFile").Trim(),
            TargetEnv = item.GetMetadata("TargetEnv").Trim(),
            AffectsBuild = item.GetMetadata("AffectsBuild").Trim().ToLowerInvariant() switch
            {
                "" or "false" => false,
                "true" => true,
                var other => throw new CodedException(TaskCodes.NotABoolean, $"AffectsBuild of the BuildKitSecret '{item.ItemSpec}' is '{other}'. Write true or false."),
            },
        };

    // What is no variable's name by its looks and by the environment may be the value, which must not be written into obj/.
    private static void CheckName(BuildSecret secret)
    {
        var name = secret.Source.Env;
        if (name.Length > 0 && !SecretSource.LooksLikeVariable(name) && Environment.GetEnvironmentVariable(name) is null)
            throw new CodedException(ContractCodes.SecretMissing,
                $"Env of the BuildKitSecret '{secret.Id}' names no variable that is set (not shown, for it may be the value itself). Write the variable's name there, not its value, and set the variable where the build is started.");
    }

    private static string FullPath(string path, string projectDirectory)
    {
        if (path.Length == 0 || path.Any(char.IsControl))
            return path;
        var slashed = path.Replace('\\', '/');
        return slashed.StartsWith("~/", StringComparison.Ordinal)
            ? Path.GetFullPath(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), slashed[2..]))
            : Path.GetFullPath(Path.Combine(projectDirectory, slashed));
    }
}
