using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder;

/// <summary>Completes a planned cache with what opens it: that is secret, stands in no file, and comes from the environment.</summary>
internal static class CacheSecrets
{
    private static readonly (string Type, string Attribute, string[] Variables)[] Table =
    [
        ("gha", "token", ["ACTIONS_RUNTIME_TOKEN"]),
        ("gha", "url", ["ACTIONS_CACHE_URL", "ACTIONS_RESULTS_URL"]),
        ("gha", "url_v2", ["ACTIONS_RESULTS_URL"]),
        ("s3", "access_key_id", ["AWS_ACCESS_KEY_ID"]),
        ("s3", "secret_access_key", ["AWS_SECRET_ACCESS_KEY"]),
        ("s3", "session_token", ["AWS_SESSION_TOKEN"]),
        ("s3", "region", ["AWS_REGION", "AWS_DEFAULT_REGION"]),
        ("azblob", "account_name", ["AZURE_STORAGE_ACCOUNT"]),
        ("azblob", "account_url", ["AZURE_STORAGE_ACCOUNT_URL"]),
        ("azblob", "secret_access_key", ["AZURE_STORAGE_KEY"]),
    ];

    /// <summary>The cache as BuildKit is told of it.</summary>
    /// <param name="cache">What is planned; an attribute that it has stays.</param>
    /// <param name="variable">Reads a variable.</param>
    /// <exception cref="CodedException">It cannot be opened without a variable that is not set.</exception>
    public static CacheEntry Complete(PlannedCache cache, Func<string, string?> variable)
    {
        var attributes = new Dictionary<string, string>(cache.Attributes, StringComparer.Ordinal);
        foreach (var (_, attribute, variables) in Table.Where(row => row.Type == cache.Type))
        {
            if (attribute == "url_v2" && IsOfFirstVersion(attributes, variable))
                continue;
            if (variables.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) is { } value)
                attributes.TryAdd(attribute, value);
        }

        return cache.Type != "gha" || (attributes.ContainsKey("token") && attributes.ContainsKey("url"))
            ? new CacheEntry(cache.Type, attributes)
            : throw new CodedException(WorkerCodes.CacheVariablesMissing,
                "A cache of the type 'gha' needs the variables ACTIONS_RUNTIME_TOKEN and ACTIONS_CACHE_URL or ACTIONS_RESULTS_URL, and one is not set. GitHub gives them to actions only: hand them on to the step that builds, or use another cache outside of GitHub.");
    }

    // A server of GitHub Enterprise has both addresses, and speaks the first version of the protocol alone; BuildKit takes the second
    // where it is given its address.
    private static bool IsOfFirstVersion(Dictionary<string, string> attributes, Func<string, string?> variable) =>
        attributes.GetValueOrDefault("version") != "2"
        && variable("ACTIONS_CACHE_URL") is { Length: > 0 } && variable("ACTIONS_CACHE_SERVICE_V2") is not { Length: > 0 };
}
