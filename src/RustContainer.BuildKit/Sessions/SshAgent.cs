using System.Net.Sockets;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Opens connections to an ssh agent of this machine.</summary>
/// <param name="source">Which.</param>
internal sealed class SshAgent(SshAgentSource source)
{
    private const string Variable = "SSH_AUTH_SOCK";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks whether the agent takes connections.</summary>
    /// <exception cref="CodedException">It does not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Opens a connection. This is where the named pipe of Windows' own agent would come in.</summary>
    /// <exception cref="CodedException">There is no agent (<see cref="BuildKitCodes.SshAgentUnreachable"/>), or a file in its place
    /// (<see cref="BuildKitCodes.SshAgentIsFile"/>).</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var path = source.Socket.Length > 0 ? source.Socket : Environment.GetEnvironmentVariable(Variable) ?? "";
        if (path.Length == 0)
        {
            throw Unreachable($"{Variable} is not set");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        Socket? socket = null;
        try
        {
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or ArgumentException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket?.Dispose();
            throw HasContent(path) ? IsFile(path, e) : Unreachable($"nothing answers at '{path}' ({e.Message})", e);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>Tells the agent that no question follows.</summary>
    public static void EndSending(Stream connection)
    {
        try
        {
            (connection as NetworkStream)?.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It has gone already.
        }
    }

    private static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private CodedException Unreachable(string what, Exception? cause = null) => new(
        BuildKitCodes.SshAgentUnreachable,
        $"The build may use the ssh agent '{source.Id}', and {what}. Start one and add the key (eval $(ssh-agent) && ssh-add), or give BuildKitSsh its Socket.",
        cause);

    private CodedException IsFile(string path, Exception cause) => new(
        BuildKitCodes.SshAgentIsFile,
        $"The ssh agent '{source.Id}' is to answer at '{path}', which is a file. A private key is not read from a file: add it to an agent with ssh-add and name the agent's socket.",
        cause);
}
