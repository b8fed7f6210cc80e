using System.IO.Pipes;
using System.Net.Sockets;

namespace RustContainer.BuildKit;

/// <summary>Opens streams to endpoints.</summary>
internal static class EndpointDialer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Opens a stream to an endpoint, whatever lies between.</summary>
    /// <exception cref="EndpointUnreachableException">It did not take the connection.</exception>
    /// <exception cref="Contract.CodedException">TLS, ssh or the container failed.</exception>
    public static async Task<Stream> ConnectAsync(Endpoint endpoint, HttpDialect dialect, CancellationToken cancellationToken)
    {
        switch (endpoint)
        {
            case { Address.Kind: EndpointKind.Ssh }:
                return SshConnection.Open(endpoint);
            case { Address.Kind: EndpointKind.Container, Engine: { } engine }:
                return await ContainerConnection.OpenAsync(engine, endpoint.Address.Target, cancellationToken).ConfigureAwait(false);
        }

        var stream = await ConnectAsync(endpoint.Address, cancellationToken).ConfigureAwait(false);
        return endpoint.Tls is { } tls
            ? await SecureAsync(stream, endpoint, tls, dialect, cancellationToken).ConfigureAwait(false)
            : stream;
    }

    /// <summary>Opens a stream to a socket, port or pipe.</summary>
    /// <exception cref="EndpointUnreachableException">It did not take the connection.</exception>
    public static async Task<Stream> ConnectAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            return address.Kind switch
            {
                EndpointKind.NamedPipe => await ConnectPipeAsync(address, limit.Token).ConfigureAwait(false),
                _ => await ConnectSocketAsync(address, limit.Token).ConfigureAwait(false),
            };
        }
        catch (SocketException e)
        {
            throw Unreachable(address, e);
        }
        catch (FileNotFoundException e)
        {
            throw Missing(e);
        }
        catch (ArgumentException e)
        {
            throw new EndpointUnreachableException("not a valid address", "Correct the address.", exists: false, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Denied(e);
        }
        catch (Exception e) when (e is IOException or TimeoutException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new EndpointUnreachableException(
                $"no answer within {Timeout.TotalSeconds} s", "Look whether the engine runs and the address is right.", exists: true, e);
        }
    }

    private static async Task<Stream> SecureAsync(
        Stream stream, Endpoint endpoint, EndpointTls tls, HttpDialect dialect, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(endpoint.Patience);
        try
        {
            return await TlsConnection.OpenAsync(stream, endpoint.Address, tls, dialect, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.NoAnswer("the beginning of TLS", endpoint.Patience, e);
        }
    }

    private static async Task<Stream> ConnectSocketAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        var socket = address.Kind == EndpointKind.Tcp
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var connect = address.Kind == EndpointKind.Tcp
                ? socket.ConnectAsync(address.Target, address.Port, cancellationToken)
                : socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Target), cancellationToken);
            await connect.ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> ConnectPipeAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        // Connecting to a pipe that does not exist waits for it; Docker's is there from the engine's start on.
        if (OperatingSystem.IsWindows() && !File.Exists($@"\\{address.Server}\pipe\{address.Target.Replace('/', '\\')}"))
        {
            throw new FileNotFoundException("There is no such pipe.");
        }

        var pipe = new NamedPipeClientStream(address.Server, address.Target, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static EndpointUnreachableException Unreachable(EndpointAddress address, SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AccessDenied => Denied(e),
        SocketError.ConnectionRefused => new EndpointUnreachableException(
            "connection refused", "Start the engine (such as 'sudo systemctl start docker').", exists: true, e),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new EndpointUnreachableException(
            $"the host '{address.Target}' is unknown", "Correct the host's name.", exists: false, e),

        // A missing socket file comes as AddressNotAvailable on Linux and as an unmapped error elsewhere.
        _ when address.Kind == EndpointKind.UnixSocket && !File.Exists(address.Target) => Missing(e),
        _ => new EndpointUnreachableException(e.Message, "Look whether the engine runs and the address is right.", exists: true, e),
    };

    private static EndpointUnreachableException Missing(Exception e) =>
        new("no such file", "Install and start a Docker Engine (23.0 or later).", exists: false, e);

    private static EndpointUnreachableException Denied(Exception e) => new(
        "permission denied",
        "Give this user access to the engine (on Linux: membership of the group 'docker' and a new login).",
        exists: true,
        e);
}
