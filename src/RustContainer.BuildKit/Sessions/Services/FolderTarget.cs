using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Takes the files of a local export.</summary>
/// <param name="folder">Where they go; it is made where it is missing.</param>
internal sealed class FolderTarget(string folder) : ISessionService
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.filesync.v1.FileSend/DiffCopy"];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        using var packets = new PacketChannel(call.Reader, call.Writer);
        try
        {
            await call.StartAsync(cancellationToken).ConfigureAwait(false);
            Create();
            await new DiffReceiver(packets, new ExportFolder(folder)).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CodedException or InvalidDataException)
        {
            await packets.WriteErrorAsync(e.Message, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private void Create()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportFolder.NotWritable(folder, e);
        }
    }
}
