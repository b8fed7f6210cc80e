using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>What Docker's config.json says about registries.</summary>
/// <param name="Path">The file.</param>
/// <param name="Accounts">The credentials that stand in it, by the key of their registry.</param>
/// <param name="Helpers">The credential helpers of single registries, by the key of the registry.</param>
/// <param name="Store">The credential helper of all others; empty for none.</param>
internal sealed record DockerCredentialFile(
    string Path, IReadOnlyDictionary<string, RegistryCredential> Accounts, IReadOnlyDictionary<string, string> Helpers, string Store)
{
    /// <summary>The file in <paramref name="directory"/>; <see langword="null"/> where there is none.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CredentialsUnreadable"/>.</exception>
    public static DockerCredentialFile? Read(string directory)
    {
        var path = System.IO.Path.Combine(directory, "config.json");
        return directory.Length == 0 || !File.Exists(path) ? null : JsonFile.Read(path, root => From(path, root), Invalid, mayBeEmpty: true);
    }

    /// <summary>The helper to ask about a registry; empty for none.</summary>
    public string HelperFor(string host) => Find(Helpers, host) ?? Store;

    /// <summary>The credential that stands in the file.</summary>
    public RegistryCredential? AccountFor(string host) => Find(Accounts, host);

    // The exact key first, as Docker does it: a file may have "https://HOST/v1/" from long ago beside HOST.
    private static T? Find<T>(IReadOnlyDictionary<string, T> table, string host)
        where T : class =>
        table.GetValueOrDefault(host == RegistryHost.DockerHub ? RegistryHost.DockerHubKey : host)
        ?? table.Where(entry => RegistryHost.Of(entry.Key) == host).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value).FirstOrDefault();

    private static DockerCredentialFile From(string path, JsonElement root)
    {
        var accounts = new Dictionary<string, RegistryCredential>(StringComparer.Ordinal);
        foreach (var (key, value) in Members(root, "auths"))
        {
            if (Account(path, key, value) is { } account)
            {
                accounts[key] = account;
            }
        }

        var helpers = Members(root, "credHelpers")
            .ToDictionary(helper => helper.Key, helper => helper.Value.GetString() ?? "", StringComparer.Ordinal);
        return new DockerCredentialFile(path, accounts, helpers, JsonFile.Text(root, "credsStore") ?? "");
    }

    private static RegistryCredential? Account(string path, string key, JsonElement entry)
    {
        if (JsonFile.Text(entry, "identitytoken") is { Length: > 0 } token)
        {
            return new RegistryCredential("", token, path, IsIdentityToken: true);
        }

        if (JsonFile.Text(entry, "auth") is not { Length: > 0 } encoded)
        {
            return JsonFile.Text(entry, "username") is { Length: > 0 } user && JsonFile.Text(entry, "password") is { } password
                ? RegistryCredential.Of(user, password, path)
                : null;
        }

        var bytes = new byte[encoded.Length];
        var text = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            ? RegistryCredential.Of(text[..colon], text[(colon + 1)..].TrimEnd('\0'), path)
            : throw Invalid($"The entry '{key}' of {path} has an 'auth' that is not the base64 of user:password.", null);
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Members(JsonElement root, string name) =>
        JsonFile.Property(root, name) is { ValueKind: JsonValueKind.Object } table
            ? [.. table.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))]
            : [];

    private static CodedException Invalid(string what, Exception? cause) => new(
        BuildKitCodes.CredentialsUnreadable,
        $"{what} Log in again with 'docker login REGISTRY', correct the file, or point DOCKER_CONFIG at the folder of another.",
        cause);
}
