using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace RustContainer.BuildKit;

/// <summary>One upgraded connection on which BuildKit is the client. Kestrel learns of its end by the stream's: DefaultConnectionContext
/// would cancel a token from a queue, by which time it may be disposed, and so bring the process down.</summary>
internal sealed class SessionConnection : ConnectionContext
{
    private readonly Stream _stream;
    private readonly Session _session;

    public SessionConnection(Stream stream, Session session)
    {
        _stream = stream;
        _session = session;
        ConnectionId = session.Id;
        Transport = new Pipes(stream);
        Features.Set(session);
    }

    /// <inheritdoc/>
    public override string ConnectionId { get; set; }

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        _session.Cut();
        _stream.Dispose();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _session.Cut();
        await _stream.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Pipes(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
