using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>Reads secrets and agents in the form of the docker command, for which a property has room: <c>id=token,env=TOKEN</c> and
/// <c>default=/path/of/socket</c>, with <c>;</c> between several.</summary>
public static class SecretText
{
    /// <summary>The secrets of a property. A bare name is the name of the secret and of the variable that has it.</summary>
    /// <exception cref="CodedException">One is none, or MSBuild cut it at a comma.</exception>
    public static IReadOnlyList<BuildSecret> Secrets(string property) => [.. Entries(property).Select(Secret)];

    /// <summary>One secret.</summary>
    /// <exception cref="CodedException">It is none, or MSBuild cut it at a comma.</exception>
    public static BuildSecret Secret(string entry)
    {
        if (!entry.Contains('='))
            return new BuildSecret(entry);
        var fields = entry.Split(',', StringSplitOptions.TrimEntries).Select(Field).ToList();
        if (fields.Select(field => field.Name).Distinct().Count() < fields.Count)
            throw Invalid("a secret names something twice");
        var secret = fields.Aggregate(new BuildSecret(""), With);
        return secret switch
        {
            { Id: "" } => throw Invalid("a secret has no id"),
            { Env: "", File: "" } => throw Cut(secret.Id),
            _ => secret,
        };
    }

    /// <summary>The agents of a property: each an id, or an id and a socket.</summary>
    /// <exception cref="CodedException">MSBuild cut one at a comma, or it is none.</exception>
    public static IReadOnlyList<SshAgentSource> Agents(string property) =>
    [
        .. Entries(property).Select(entry => entry.Split('=', 2)).Select(parts => new SshAgentSource(parts[0], parts.ElementAtOrDefault(1) ?? "")),
    ];

    private static string[] Entries(string property) =>
        property.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (string Name, string Value) Field(string text) =>
        text.Split('=', 2) is [var name, { Length: > 0 } value]
            ? (name.ToLowerInvariant() is "source" or "file" ? "src" : name.ToLowerInvariant(), value)
            : throw Invalid("a part of a secret is not of the form name=value");

    private static BuildSecret With(BuildSecret secret, (string Name, string Value) field) => field.Name switch
    {
        "id" => secret with { Id = field.Value },
        "env" => secret with { Env = field.Value },
        "src" => secret with { File = field.Value },
        "target" or "targetfile" => secret with { TargetFile = field.Value },
        "targetenv" => secret with { TargetEnv = field.Value },
        "affectsbuild" when bool.TryParse(field.Value, out var affects) => secret with { AffectsBuild = affects },
        "type" when field.Value is "env" or "file" => secret,
        _ => throw Invalid($"a secret has '{Values.Printable(field.Name)}', which is unknown or has a value that it cannot have"),
    };

    // Not shown as it stands: what was pasted into the wrong place may be the secret itself.
    private static CodedException Invalid(string what) => new(
        StagingCodes.InvalidSecret,
        $"BuildKitSecret cannot be read: {what}. Write id=NAME,env=VARIABLE or id=NAME,src=FILE, each with target=PATH, targetEnv=VARIABLE or affectsBuild=true behind it if you like, "
        + "and %2c for every comma on the command line.");

    private static CodedException Cut(string id) => new(
        StagingCodes.SecretWithoutSource,
        $"BuildKitSecret is 'id={Values.Printable(id)}' and does not say where the value comes from. On the command line MSBuild cuts a property at a comma: "
        + $"write %2c for it, as in -p:BuildKitSecret=id={Values.Printable(id)}%2cenv=VARIABLE.");
}
