using Microsoft.AspNetCore.Http;

namespace RustContainer.BuildKit;

/// <summary>What BuildKit asks for in the header fields of a FileSync call.</summary>
/// <param name="DirectoryName">The name of the local source.</param>
/// <param name="IncludePatterns">Patterns of what to send; empty for all.</param>
/// <param name="ExcludePatterns">Patterns of what not to send, as the lines of a .dockerignore.</param>
/// <param name="FollowPaths">Paths to send together with what the links on them lead to.</param>
internal sealed record SyncRequest(
    string DirectoryName,
    IReadOnlyList<string> IncludePatterns,
    IReadOnlyList<string> ExcludePatterns,
    IReadOnlyList<string> FollowPaths)
{
    /// <summary>Reads the header fields.</summary>
    public static SyncRequest Read(IHeaderDictionary headers) => new(
        Values(headers, "dir-name") is [var name, ..] ? name : "",
        Values(headers, "include-patterns"),
        Values(headers, "exclude-patterns"),
        Values(headers, "followpaths"));

    // Values that are not ASCII come escaped as in a query, marked by a second field.
    private static IReadOnlyList<string> Values(IHeaderDictionary headers, string name)
    {
        var encoded = headers.ContainsKey($"{name}-encoded");
        return [.. headers[name].OfType<string>().Select(value => encoded ? Unescape(value) : value)];
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));
}
