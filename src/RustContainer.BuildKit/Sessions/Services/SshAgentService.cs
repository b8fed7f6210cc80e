using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.BuildKit.Protocol.SshForward;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>Lets a step speak to an ssh agent of this machine: bytes in both directions, one call for each connection. Private keys stay
/// in the agent.</summary>
/// <param name="agents">Those that BuildKit may ask for.</param>
internal sealed class SshAgentService(IEnumerable<SshAgentSource> agents) : ISessionService
{
    private const string CheckMethod = "/moby.sshforward.v1.SSH/CheckAgent";
    private const string ForwardMethod = "/moby.sshforward.v1.SSH/ForwardAgent";
    private const string DefaultId = "default";
    private const int ChunkLength = 32 * 1024;

    // For the rest of an answer, after the step has said all that it had to say.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, SshAgent> _agents = agents.ToDictionary(
        agent => agent.Id, agent => new SshAgent(agent), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Methods { get; } = [CheckMethod, ForwardMethod];

    /// <inheritdoc/>
    public async Task AnswerAsync(SessionCall call, CancellationToken cancellationToken)
    {
        if (call.Method == ForwardMethod)
        {
            await ForwardAsync(call, Find(call.Metadata["buildkit.ssh.id"].ToString()), cancellationToken).ConfigureAwait(false);
            return;
        }

        var request = await call.ReadAsync(CheckAgentRequest.Parser, cancellationToken).ConfigureAwait(false);
        await Find(request.ID).CheckAsync(cancellationToken).ConfigureAwait(false);
        await call.WriteAsync(new CheckAgentResponse(), cancellationToken).ConfigureAwait(false);
    }

    private SshAgent Find(string id) => _agents.GetValueOrDefault(id.Length > 0 ? id : DefaultId)
        ?? throw new RpcException(GrpcStatus.NotFound, $"unset ssh forward key {id}", RpcErrorDetails.None);

    private static async Task ForwardAsync(SessionCall call, SshAgent agent, CancellationToken cancellationToken)
    {
        var connection = await agent.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await call.StartAsync(cancellationToken).ConfigureAwait(false);
        var answers = SendAnswersAsync(call, connection, ended.Token);
        var questions = SendQuestionsAsync(call, connection, ended.Token);
        var first = await Task.WhenAny(answers, questions).ConfigureAwait(false);
        if (first == questions && questions.IsCompletedSuccessfully)
        {
            SshAgent.EndSending(connection);
            ended.CancelAfter(LastWords);
        }
        else
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(answers, questions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    private static async Task SendQuestionsAsync(SessionCall call, Stream agent, CancellationToken cancellationToken)
    {
        while (await GrpcFrames.ReadAsync(call.Reader, BytesMessage.Parser, cancellationToken).ConfigureAwait(false) is { } message)
        {
            await agent.WriteAsync(message.Data.Memory, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task SendAnswersAsync(SessionCall call, Stream agent, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkLength];
        while (await agent.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var length)
        {
            await call.WriteAsync(new BytesMessage { Data = ByteString.CopyFrom(buffer, 0, length) }, cancellationToken).ConfigureAwait(false);
        }
    }
}
