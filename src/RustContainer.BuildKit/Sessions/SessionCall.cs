using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace RustContainer.BuildKit;

/// <summary>A call that BuildKit makes over a session.</summary>
internal sealed class SessionCall(HttpContext context)
{
    /// <summary>The full path of the method.</summary>
    public string Method { get; } = context.Request.Path.Value ?? "";

    /// <summary>The call's metadata.</summary>
    public IHeaderDictionary Metadata { get; } = context.Request.Headers;

    /// <summary>What BuildKit sends, framed.</summary>
    public PipeReader Reader { get; } = context.Request.BodyReader;

    /// <summary>What is sent to BuildKit, framed.</summary>
    public PipeWriter Writer { get; } = context.Response.BodyWriter;

    /// <summary>Answers the headers, so that a peer that waits for them begins to send.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => context.Response.StartAsync(cancellationToken);

    /// <summary>Reads the one message of a call.</summary>
    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public async Task<T> ReadAsync<T>(MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        await GrpcFrames.ReadAsync(Reader, parser, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidDataException("a call came without its message");

    /// <summary>Sends a message.</summary>
    public async Task WriteAsync(IMessage message, CancellationToken cancellationToken)
    {
        GrpcFrames.Write(Writer, message);
        await Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
