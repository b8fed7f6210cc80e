using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A file that was asked for and is being received.</summary>
internal sealed class ExpectedFile(Func<FileStream> create, string path, long size) : IAsyncDisposable
{
    private FileStream? _stream;
    private long _received;

    /// <summary>Whether it holds a file handle.</summary>
    public bool IsOpen => _stream is not null;

    /// <summary>Writes the next bytes.</summary>
    /// <exception cref="InvalidDataException">They are more than were announced.</exception>
    /// <exception cref="CodedException">They cannot be written.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _received += data.Length;
        if (_received > size)
        {
            throw new InvalidDataException($"'{PeerText.Shown(path)}' is longer than the {size} bytes that were announced");
        }

        try
        {
            _stream ??= create();
            await _stream.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportFolder.NotWritable(path, e);
        }
    }

    /// <summary>Closes the file, all of which has come.</summary>
    /// <exception cref="InvalidDataException">It has not.</exception>
    /// <exception cref="CodedException">It cannot be written.</exception>
    public async ValueTask FinishAsync()
    {
        if (_received != size)
        {
            throw new InvalidDataException($"'{PeerText.Shown(path)}' ended after {_received} of {size} bytes");
        }

        try
        {
            var stream = _stream ?? create();
            _stream = null;
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportFolder.NotWritable(path, e);
        }
    }

    /// <summary>Closes the file, whether all of it has come or not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stream is not { } stream)
        {
            return;
        }

        _stream = null;
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk is full, and the buffer has something left; what happened before tells more.
        }
    }
}
