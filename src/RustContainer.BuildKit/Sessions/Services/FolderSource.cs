using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Sends folders of this machine to BuildKit.</summary>
/// <param name="folders">The folders that it may ask for.</param>
/// <param name="report">Takes what was sent.</param>
internal sealed class FolderSource(IEnumerable<SyncDirectory> folders, Action<SolveEvent> report) : ISessionService
{
    // Listed at once, while BuildKit still looks at the Dockerfile. What goes wrong is said to the call that asks for the folder.
    private readonly Dictionary<string, Task<SyncTree>> _folders = folders.ToDictionary(
        folder => folder.Name, folder => Task.Run(() => SyncTree.Create(folder.Enumerate())), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.filesync.v1.FileSync/DiffCopy"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        var request = SyncRequest.Read(call.Metadata);
        if (!_folders.TryGetValue(request.DirectoryName, out var folder))
        {
            throw new RpcException(GrpcStatus.NotFound, $"no access allowed to dir \"{request.DirectoryName}\"", RpcErrorDetails.None);
        }

        using var packets = new PacketChannel(call.Reader, call.Writer);
        try
        {
            var tree = await folder.WaitAsync(cancellationToken).ConfigureAwait(false);
            var entries = SyncFilter.For(tree, request).Apply(tree).ToArray();
            var (files, bytes) = await new DiffSender(packets, entries).RunAsync(cancellationToken).ConfigureAwait(false);
            report(new FolderSent(request.DirectoryName, files, bytes));
        }
        catch (Exception e) when (e is CodedException or InvalidDataException)
        {
            await packets.WriteErrorAsync(e.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
