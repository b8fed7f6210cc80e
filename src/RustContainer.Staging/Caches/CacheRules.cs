using RustContainer.Contract;

namespace RustContainer.Staging;

/// <summary>What a cache must have, and what it must not say here.</summary>
public static class CacheRules
{
    /// <summary>The property and item for caches that are read.</summary>
    public const string From = "BuildKitCacheFrom";

    /// <summary>The property and item for caches that are written.</summary>
    public const string To = "BuildKitCacheTo";

    private static readonly string[] Types = ["registry", "local", "inline", "gha", "s3", "azblob"];

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["token"] = "ACTIONS_RUNTIME_TOKEN",
        ["ghtoken"] = "ACTIONS_RUNTIME_TOKEN",
        ["access_key_id"] = "AWS_ACCESS_KEY_ID",
        ["secret_access_key"] = "AWS_SECRET_ACCESS_KEY or AZURE_STORAGE_KEY",
        ["session_token"] = "AWS_SESSION_TOKEN",
    };

    /// <summary>The attribute of a type that says where the cache is: what an item's Include stands for; empty where there is none.</summary>
    /// <param name="property"><see cref="From"/> or <see cref="To"/>.</param>
    /// <param name="type">The type.</param>
    public static string PlaceOf(string property, string type) => type switch
    {
        "registry" => "ref",
        "local" => property == To ? "dest" : "src",
        "s3" => "bucket",
        "azblob" => "container",
        "gha" => "scope",
        _ => "",
    };

    /// <summary>The cache, if it is one.</summary>
    /// <param name="property"><see cref="From"/> or <see cref="To"/>.</param>
    /// <param name="type">The type.</param>
    /// <param name="attributes">The attributes.</param>
    /// <exception cref="CodedException"><see cref="StagingCodes.InvalidCache"/> or <see cref="StagingCodes.SecretInCache"/>.</exception>
    public static PlannedCache Check(
        string property, string type, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        if (!Types.Contains(type))
            throw Invalid(property, $"there is no type '{Values.Printable(type)}'");
        if (type == "inline" && property == From)
            throw Invalid(property, "an inline cache is read like one of a registry: give the image's reference alone");
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
        {
            RefuseSecret(property, name, value);
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
                throw Invalid(property, $"'{Values.Printable(name)}' is no name of an attribute");
            if (!all.TryAdd(name, Values.UnshownLine(value, $"'{name}' of {property}")))
                throw Invalid(property, $"'{name}' is there twice");
        }

        RequirePlace(property, type, all);
        if (type == "registry")
            Values.Image(all["ref"], property);

        // What is worth keeping is what the stages before the last one gave, and that is what min leaves out.
        if (property == To && type != "inline")
            all.TryAdd("mode", "max");

        // BuildKit's own choice is gzip, which takes longer to write and to read. The other types take no choice.
        if (property == To && type is "registry" or "local")
            all.TryAdd("compression", "zstd");
        return new PlannedCache(type, all);
    }

    internal static CodedException Invalid(string property, string what) => new(
        StagingCodes.InvalidCache,
        $"{property} cannot be read: {what}. Write the reference of an image in a registry, such as ghcr.io/me/app:cache, or "
        + $"type=TYPE,NAME=VALUE with one of the types {string.Join(", ", Types)}, and %2c for every comma on the command line.");

    private static void RequirePlace(string property, string type, SortedDictionary<string, string> attributes)
    {
        var place = PlaceOf(property, type);
        if (type is "registry" or "local" or "s3" && !attributes.ContainsKey(place))
            throw Invalid(property, $"one of the type '{type}' needs '{place}'");
    }

    private static void RefuseSecret(string property, string name, string value)
    {
        if (Secrets.TryGetValue(name, out var variable))
            throw Secret(property, name, $"set the environment variable {variable} instead");

        // A signature or a password in an address.
        if (name.EndsWith("url", StringComparison.Ordinal) && value.IndexOfAny(['?', '@']) >= 0)
            throw Secret(property, name, "write the address without '?' and '@', and what opens it into the environment");
    }

    private static CodedException Secret(string property, string name, string remedy) => new(
        StagingCodes.SecretInCache,
        $"{property} says '{name}' (not shown), and MSBuild writes the values of properties and items into its logs: {remedy}, and replace "
        + "that secret where a log was kept.");
}
