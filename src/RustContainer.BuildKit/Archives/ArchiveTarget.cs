using RustContainer.BuildKit.Protocol.Control;

namespace RustContainer.BuildKit;

/// <summary>Takes the archive that the exporter <c>docker</c> sends: its bytes in messages, in order.</summary>
/// <param name="file">Where they go.</param>
internal sealed class ArchiveTarget(ArchiveFile file) : ISessionService
{
    private int _calls;
    private volatile bool _isWhole;

    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = ["/moby.filesync.v1.FileSend/DiffCopy"];

    /// <summary>Whether all of it has come.</summary>
    public bool IsWhole => _isWhole;

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) > 1)
        {
            throw new InvalidDataException("it sent a second archive");
        }

        await call.StartAsync(cancellationToken).ConfigureAwait(false);
        var isEmpty = true;
        while (await GrpcFrames.ReadAsync(call.Reader, BytesMessage.Parser, cancellationToken).ConfigureAwait(false) is { } message)
        {
            isEmpty &= message.Data.IsEmpty;
            await file.WriteAsync(message.Data.Memory, cancellationToken).ConfigureAwait(false);
        }

        _isWhole = !isEmpty;
    }
}
