using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace RustContainer.BuildKit;

/// <summary>One upgraded connection on which BuildKit is the client.</summary>
internal sealed class SessionConnection : DefaultConnectionContext
{
    private readonly Stream _stream;

    public SessionConnection(string id, Stream stream, Session session)
        : base(id, new Pipes(stream), null!)
    {
        _stream = stream;
        Features.Set(session);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Pipes(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
