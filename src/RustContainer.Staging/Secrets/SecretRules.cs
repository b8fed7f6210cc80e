using System.Text.RegularExpressions;
using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Checks secrets and agents before they go into a Dockerfile. No message shows what may be a value.</summary>
internal static partial class SecretRules
{
    // Where the steps have mounts of their own, and what the kernel has.
    private static readonly string[] Taken = ["/w", "/out", "/rustcontainer", "/proc", "/sys", "/dev"];

    /// <summary>Checks all secrets of a project.</summary>
    /// <exception cref="CodedException">One is none, or two are in each other's way (<see cref="StagingCodes.InvalidSecret"/>).</exception>
    public static void Check(IReadOnlyList<BuildSecret> secrets)
    {
        foreach (var secret in secrets)
            Check(secret);
        CheckUnique(secrets.Select(secret => secret.Id), "are called");
        CheckUnique(secrets.Select(secret => secret.MountedAt), "have the TargetFile");
        CheckUnique(secrets.Select(secret => secret.Variable).Where(name => name.Length > 0), "have the TargetEnv");
    }

    /// <summary>Checks the agents of a project.</summary>
    /// <exception cref="CodedException">One is none, or there are several (<see cref="StagingCodes.InvalidSsh"/>).</exception>
    public static void Check(IReadOnlyList<SshAgentSource> agents)
    {
        foreach (var agent in agents)
        {
            if (!IdPattern().IsMatch(agent.Id))
                throw InvalidSsh($"'{Values.Printable(agent.Id)}', which is no name of an agent. Write 'default', and the path of its socket into the metadata Socket.");
            Values.Line(agent.Socket, "Socket of BuildKitSsh");
        }

        if (agents.Count > 1)
            throw InvalidSsh($"{string.Join(" and ", agents.Select(agent => $"'{agent.Id}'"))}. One cargo speaks to one agent: add all keys to that.");
    }

    private static void Check(BuildSecret secret)
    {
        if (!IdPattern().IsMatch(secret.Id))
            throw Invalid($"A BuildKitSecret is called '{Values.Printable(secret.Id)}'", "Its name has letters, digits and . _ -, at most 128.");
        if (secret is { Env.Length: > 0, File.Length: > 0 })
            throw Invalid($"The BuildKitSecret '{secret.Id}' has Env and File", "Keep the one that has the value.");
        if (secret.Source.Env.Length > 0 && !VariablePattern().IsMatch(secret.Source.Env))
            throw secret.Env.Length == 0
                ? Invalid($"The BuildKitSecret '{secret.Id}' has neither Env nor File", "Give it the name of a variable or the path of a file.")
                : Invalid($"Env of the BuildKitSecret '{secret.Id}' is no name of an environment variable (not shown, for it may be the value itself)", "Write the variable's name there.");
        Values.Line(secret.File, $"File of the BuildKitSecret '{secret.Id}'");
        if (secret.Variable.Length > 0 && !VariablePattern().IsMatch(secret.Variable))
            throw Invalid($"TargetEnv of the BuildKitSecret '{secret.Id}' is '{Values.Printable(secret.Variable)}'", "Write the name of an environment variable.");
        if (!TargetPattern().IsMatch(secret.MountedAt) || IsTaken(secret.MountedAt))
            throw Invalid(
                $"TargetFile of the BuildKitSecret '{secret.Id}' is '{Values.Printable(secret.TargetFile)}'",
                $"Write the absolute path of a file, of letters, digits and . _ - + @ /, outside of {string.Join(", ", Taken)}.");
    }

    private static bool IsTaken(string path) => Taken.Any(folder => path == folder || path.StartsWith(folder + '/', StringComparison.Ordinal));

    private static void CheckUnique(IEnumerable<string> values, string what)
    {
        if (values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Invalid($"Two BuildKitSecret {what} '{Values.Printable(twice.Key)}'", "Change one of them.");
    }

    private static CodedException Invalid(string what, string remedy) => new(StagingCodes.InvalidSecret, $"{what}. {remedy}");

    private static CodedException InvalidSsh(string what) => new(StagingCodes.InvalidSsh, $"BuildKitSsh is {what}");

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,255}\z")]
    private static partial Regex VariablePattern();

    // No empty, '.' or '..' part.
    [GeneratedRegex(@"\A(/(?!\.{1,2}(/|\z))[A-Za-z0-9._+@-]+)+\z")]
    private static partial Regex TargetPattern();
}
