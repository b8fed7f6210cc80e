using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Calls gRPC methods over one HTTP/2 connection.</summary>
internal sealed class GrpcClient : IDisposable
{
    private const string Scheme = "http://docker";
    private readonly HttpMessageInvoker _http;

    // HTTP/2 pings are not sent more often.
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    /// <param name="endpoint">How long it may be silent while a call runs.</param>
    /// <param name="connect">Opens the stream on which HTTP/2 is spoken from its first byte on.</param>
    public GrpcClient(Endpoint endpoint, Func<CancellationToken, ValueTask<Stream>> connect) => _http = new HttpMessageInvoker(new SocketsHttpHandler
    {
        ConnectCallback = (_, token) => connect(token),

        // grpc-go ends a connection that pings often while it has nothing to say. Here it has: a session's sign of life every few seconds.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = endpoint.Silence,
        KeepAlivePingTimeout = endpoint.Patience > ShortestPing ? endpoint.Patience : ShortestPing,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Calls a method that answers with one message.</summary>
    /// <exception cref="RpcException">It ended with another status than OK.</exception>
    /// <exception cref="CodedException">The connection broke, or the answer breaks the protocol.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        TResponse? response = null;
        await foreach (var message in StreamAsync(method, request, parser, cancellationToken).ConfigureAwait(false))
        {
            response = response is null ? message : throw TransportErrors.Violation($"{method} returned a second message");
        }

        return response ?? throw TransportErrors.Violation($"{method} returned no message");
    }

    /// <summary>Calls a method that answers with a stream of messages.</summary>
    /// <exception cref="RpcException">It ended with another status than OK.</exception>
    /// <exception cref="CodedException">The connection broke, or the answer breaks the protocol.</exception>
    public async IAsyncEnumerable<TResponse> StreamAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        using var response = await SendAsync(method, new MessageContent(request), [], cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var reader = PipeReader.Create(stream);
        while (await ReadAsync(reader, parser, cancellationToken).ConfigureAwait(false) is { } message)
        {
            yield return message;
        }

        ThrowUnlessOk(response.TrailingHeaders.Contains(GrpcHeaders.Status) ? response.TrailingHeaders : response.Headers, method);
    }

    /// <summary>Begins a call that streams in both directions; returns when the peer has begun to answer.</summary>
    /// <param name="method">The full path of the method.</param>
    /// <param name="content">What is sent, for as long as it likes.</param>
    /// <param name="metadata">The call's metadata; a key may stand there twice, no more.</param>
    /// <param name="cancellationToken">Ends the call, also after this method has returned.</param>
    /// <exception cref="CodedException">The connection broke, or the peer refused.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        string method, HttpContent content, IReadOnlyList<KeyValuePair<string, string>> metadata, CancellationToken cancellationToken)
    {
        var response = await SendAsync(method, content, metadata, cancellationToken).ConfigureAwait(false);
        if (!response.Headers.Contains(GrpcHeaders.Status))
        {
            return response;
        }

        // An error before the first message comes in the headers.
        using (response)
        {
            throw new CodedException(
                BuildKitCodes.EngineRequestFailed,
                $"BuildKit refused {method}: {GrpcHeaders.DecodeMessage(Value(response.Headers, GrpcHeaders.Message))}. Look at its log.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        string method, HttpContent content, IReadOnlyList<KeyValuePair<string, string>> metadata, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Scheme + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.ParseAdd("trailers");
        foreach (var (name, value) in metadata)
        {
            // HttpClient joins the values of a field with commas, which no gRPC server splits again. A field of the content with the same
            // name goes out as a field of its own.
            HttpHeaders headers = request.Headers.NonValidated.Contains(name) ? content.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                throw TransportErrors.Violation($"{method} was answered with HTTP status {(int)response.StatusCode}");
            }
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }
    }

    private static async ValueTask<T?> ReadAsync<T>(PipeReader reader, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        try
        {
            return await GrpcFrames.ReadAsync(reader, parser, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw TransportErrors.Violation(e.Message, e);
        }
        catch (Exception e) when (TransportErrors.IsTransport(e))
        {
            throw TransportErrors.From(e);
        }
    }

    private static void ThrowUnlessOk(HttpResponseHeaders headers, string method)
    {
        if (!int.TryParse(Value(headers, GrpcHeaders.Status), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw TransportErrors.Violation($"{method} ended without a status");
        }

        if (status != (int)GrpcStatus.Ok)
        {
            throw new RpcException(
                (GrpcStatus)status,
                GrpcHeaders.DecodeMessage(Value(headers, GrpcHeaders.Message)),
                RpcErrorDetails.Decode(Value(headers, GrpcHeaders.Details)));
        }
    }

    private static string Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    private sealed class MessageContent : HttpContent
    {
        private readonly IMessage _message;

        public MessageContent(IMessage message)
        {
            _message = message;
            Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
            GrpcFrames.Write(writer, _message);
            await writer.FlushAsync().ConfigureAwait(false);
            await writer.CompleteAsync().ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
