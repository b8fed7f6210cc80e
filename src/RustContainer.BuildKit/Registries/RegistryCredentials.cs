using System.Collections.Concurrent;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Finds what a registry is to be shown: the .NET SDK's variables, then Docker's config.json with its credential helpers. Each
/// registry is looked up once.</summary>
/// <param name="settings">Where to look.</param>
public sealed class RegistryCredentials(RegistrySettings settings)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Task<RegistryCredential?>> _found = new(StringComparer.Ordinal);
    private readonly Lazy<DockerCredentialFile?> _file = new(() => DockerCredentialFile.Read(settings.DockerConfigDirectory));

    /// <summary>No credentials for anybody.</summary>
    public static RegistryCredentials None { get; } = new(new RegistrySettings());

    /// <summary>The credential for a registry; <see langword="null"/> where it is to be asked anonymously.</summary>
    /// <param name="registry">Its host with the port, or one of Docker Hub's names.</param>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.CredentialsUnreadable"/>.</exception>
    public async Task<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        var host = RegistryHost.Of(registry);
        while (true)
        {
            var lookup = _found.GetOrAdd(host, _ => LookUpAsync(host, cancellationToken));
            try
            {
                return await lookup.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The helper that a cancelled call started is gone before the call is. Another call goes on and asks again.
                await ((Task)lookup.WaitAsync(LastWords, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (lookup.IsCanceled)
                {
                    _found.TryRemove(KeyValuePair.Create(host, lookup));
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>The credential that was found for a registry, if it was looked for.</summary>
    internal RegistryCredential? Shown(string registry) =>
        _found.TryGetValue(RegistryHost.Of(registry), out var found) && found.IsCompletedSuccessfully ? found.Result : null;

    private async Task<RegistryCredential?> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        if (settings.ForPush is { } push && settings.PushHosts.Contains(host))
        {
            return push;
        }

        if (settings.ForPull is { } pull && settings.PullHosts.Contains(host))
        {
            return pull;
        }

        if (_file.Value is not { } file)
        {
            return null;
        }

        var key = host == RegistryHost.DockerHub ? RegistryHost.DockerHubKey : host;
        return file.HelperFor(host) is { Length: > 0 } helper
            ? await DockerCredentialHelper.AskAsync(helper, key, settings.ProgramFolders, settings.HelperLimit, cancellationToken)
                .ConfigureAwait(false)
            : file.AccountFor(host);
    }
}
