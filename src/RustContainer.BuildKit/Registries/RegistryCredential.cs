namespace RustContainer.BuildKit;

/// <summary>What a registry is told about who asks. Its text never shows the secret.</summary>
/// <param name="UserName">The user's name; empty for an identity token.</param>
/// <param name="Secret">The password, or the token.</param>
/// <param name="Source">Where it was found, for messages: a file, a program, a variable.</param>
/// <param name="IsIdentityToken">Whether the secret is a token that the registry's authority exchanges, and not a password.</param>
public sealed record RegistryCredential(string UserName, string Secret, string Source, bool IsIdentityToken = false)
{
    /// <summary>The name that stands for "the secret is a token", in Docker's credential helpers and in the .NET SDK's variables.</summary>
    internal const string TokenUser = "<token>";

    /// <summary>A credential whose user may be <see cref="TokenUser"/>.</summary>
    public static RegistryCredential Of(string userName, string secret, string source) => userName == TokenUser
        ? new RegistryCredential("", secret, source, IsIdentityToken: true)
        : new RegistryCredential(userName, secret, source);

    /// <summary>Who it is and where that stands, such as <c>user 'ci' of ~/.docker/config.json</c>.</summary>
    public override string ToString() => IsIdentityToken ? $"the token of {Source}" : $"user '{UserName}' of {Source}";
}
