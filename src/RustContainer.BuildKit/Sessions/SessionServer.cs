using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace RustContainer.BuildKit;

/// <summary>The HTTP/2 server on which BuildKit calls back: Kestrel without a host, fed with connections that this process
/// opened.</summary>
internal sealed class SessionServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    /// <summary>How many calls BuildKit may make at once: one for each folder, secret, agent and blob. Its own client waits for a call to
    /// end where that is not enough.</summary>
    public const int MaxCalls = 100;

    /// <summary>How long the header fields of a call may be together: some 16,000 lines of a .dockerignore.</summary>
    public const int MaxHeaderBytes = 1 << 20;

    private const int MaxHeaders = 20_000;
    private const int MaxHeaderLength = 64 * 1024;

    private readonly SessionListener _listener = new();
    private readonly KestrelServer _kestrel;

    private SessionServer() => _kestrel = new KestrelServer(Options.Create(Limits()), _listener, NullLoggerFactory.Instance);

    /// <summary>Starts a server.</summary>
    public static async Task<SessionServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new SessionServer();
        await server._kestrel.StartAsync(server, cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Serves <paramref name="session"/> on a connection.</summary>
    public void Serve(Stream stream, Session session) => _listener.Offer(new SessionConnection(stream, session));

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public Task ProcessRequestAsync(HttpContext context) => context.Features.Get<Session>()!.HandleAsync(context);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The context owns nothing.
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // An expired token: connections are cut, not drained.
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    private static KestrelServerOptions Limits()
    {
        var options = new KestrelServerOptions
        {
            ApplicationServices = new ServiceCollection().BuildServiceProvider(),
            AddServerHeader = false,
        };
        options.Listen(new IPEndPoint(IPAddress.Loopback, 0), listen => listen.Protocols = HttpProtocols.Http2);
        var limits = options.Limits;

        // Infinite would close a connection at its first idle second.
        limits.KeepAliveTimeout = TimeSpan.FromDays(1);

        // BuildKit waits in the middle of a body for as long as it likes, and its result may be of any size.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;

        // Every line of a .dockerignore is a header field.
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.Http2.MaxRequestHeaderFieldSize = MaxHeaderLength;
        limits.Http2.MaxStreamsPerConnection = MaxCalls;
        limits.Http2.InitialConnectionWindowSize = 8 << 20;
        limits.Http2.InitialStreamWindowSize = 4 << 20;
        return options;
    }
}
