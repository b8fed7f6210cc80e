using System.IO.Compression;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>The file of an archive while it is written: beside its place, which it takes when all is there.</summary>
internal sealed class ArchiveFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _beside;
    private readonly Stream _stream;
    private bool _closed;

    private ArchiveFile(string path, string beside, Stream stream)
    {
        _path = path;
        _beside = beside;
        _stream = stream;
    }

    /// <summary>Begins the file that is to be at <paramref name="path"/>, compressed where that ends in <c>.gz</c> or <c>.tgz</c>.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.ExportNotWritable"/>.</exception>
    public static ArchiveFile Create(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // One name for all attempts: what a killed build left, the next one replaces.
            var beside = path + ".new";
            var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None);
            var isCompressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
            return new ArchiveFile(path, beside, isCompressed ? new GZipStream(file, CompressionLevel.Fastest) : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportFolder.NotWritable(path, e);
        }
    }

    /// <summary>Adds bytes.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.ExportNotWritable"/>.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportFolder.NotWritable(_path, e);
        }
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.ExportNotWritable"/>.</exception>
    public async Task CompleteAsync()
    {
        try
        {
            _closed = true;
            await _stream.DisposeAsync().ConfigureAwait(false);
            File.Move(_beside, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(_beside);
            throw ExportFolder.NotWritable(_path, e);
        }
    }

    /// <summary>Deletes what was written, unless it is in its place.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk is full, and the compressor has something left.
        }

        File.Delete(_beside);
    }
}
