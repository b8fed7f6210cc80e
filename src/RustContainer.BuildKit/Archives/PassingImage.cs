using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>
/// An image that is in an engine only until it is saved: an engine with a graph driver has no exporter for archives. It has a name of its
/// own, so that no image of the user's is touched, and goes with that name.
/// </summary>
/// <param name="api">The engine.</param>
/// <param name="path">The archive's path. Builds into one archive take turns with one name, so that what a killed one left goes, too.</param>
internal sealed class PassingImage(EngineApi api, string path) : IAsyncDisposable
{
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromSeconds(10);

    /// <summary>Its name.</summary>
    public string Name { get; } = "rustcontainer-archive/"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\0{path}")))[..32] + ":saving";

    /// <summary>Saves it under the names of <paramref name="archive"/>.</summary>
    /// <exception cref="CodedException">The engine does not do it, or the file cannot be written.</exception>
    public async Task SaveAsync(SolveExport.Archive archive, CancellationToken cancellationToken)
    {
        var file = ArchiveFile.Create(archive.Path);
        await using var _ = file.ConfigureAwait(false);
        using var response = await api.StartSaveAsync(Name, cancellationToken).ConfigureAwait(false);
        var saved = new PatientReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), "with more of an image");
        await new SavedImage(saved, file, archive.Names, archive.Format).CopyAsync(cancellationToken).ConfigureAwait(false);
        await file.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Removes it, whether it was saved or not.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(RemovalPatience);
        try
        {
            await api.RemoveImageAsync(Name, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CodedException or OperationCanceledException)
        {
            // The engine is gone; what happened before tells more. The next build removes it.
        }
    }
}
