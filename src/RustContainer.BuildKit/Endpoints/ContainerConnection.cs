using System.Buffers.Binary;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit;

/// <summary>A connection to a buildkitd in a container: <c>buildctl dial-stdio</c> there, run by the engine of the container. The engine
/// mixes the command's outputs in frames: a byte for which one, three zeros, a big-endian length.</summary>
internal sealed class ContainerConnection : DuplexStream
{
    private const int HeaderLength = 8;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int MaxErrorLength = 2000;

    private readonly Stream _inner;
    private readonly string _container;
    private readonly byte[] _header = new byte[HeaderLength];
    private readonly StringBuilder _errors = new();
    private uint _remaining;
    private bool _answered;

    private ContainerConnection(Stream inner, string container)
    {
        _inner = inner;
        _container = container;
    }

    /// <summary>Runs <c>buildctl dial-stdio</c> in a container.</summary>
    /// <exception cref="CodedException"><see cref="BuildKitCodes.ContainerUnusable"/>, or the engine does not answer.</exception>
    public static async Task<Stream> OpenAsync(Endpoint engine, string container, CancellationToken cancellationToken)
    {
        try
        {
            using var api = new EngineApi(engine);
            var id = await api.CreateExecAsync(container, ["buildctl", "dial-stdio"], cancellationToken).ConfigureAwait(false);
            var request = new UpgradeRequest($"/exec/{id}/start") { Protocol = "tcp", Json = """{"Detach":false,"Tty":false}""" };
            var stream = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
            var raw = await Upgrade.RequestAsync(stream, request, engine.Patience, cancellationToken).ConfigureAwait(false);
            return new ContainerConnection(raw, container);
        }
        catch (CodedException e) when (e.Diagnostic.Code == BuildKitCodes.EngineRequestFailed)
        {
            throw Unusable(container, e.Message, e);
        }
        catch (Exception e) when (e is UpgradeRefusedException or NotHttpException)
        {
            throw Unusable(container, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_remaining == 0)
        {
            if (!await NextFrameAsync(cancellationToken).ConfigureAwait(false))
            {
                return _answered ? 0 : throw Unusable(_container, SaidOr("'buildctl dial-stdio' ended before BuildKit answered"), null);
            }
        }

        var length = await _inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _remaining)], cancellationToken).ConfigureAwait(false);
        if (length == 0 && !buffer.IsEmpty)
        {
            throw new EndOfStreamException("A frame of the engine was cut off.");
        }

        // HTTP/2 begins with a frame of settings, which is short: its length begins with a zero. An engine that cannot start the command
        // says so as if the command had.
        if (!_answered && length > 0 && buffer.Span[0] != 0)
        {
            throw Unusable(_container, await RestOfTextAsync(buffer[..length], cancellationToken).ConfigureAwait(false), null);
        }

        _remaining -= (uint)length;
        _answered |= length > 0;
        return length;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _inner.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<string> RestOfTextAsync(ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        var text = new byte[Math.Min(_remaining, MaxErrorLength)];
        var have = Math.Min(start.Length, text.Length);
        start[..have].CopyTo(text);
        have += await _inner.ReadAtLeastAsync(text.AsMemory(have), text.Length - have, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return OneLine(Encoding.UTF8.GetString(text, 0, have));
    }

    // Leaves in _remaining how much of standard output follows; what is on standard error is taken out of the stream.
    private async Task<bool> NextFrameAsync(CancellationToken cancellationToken)
    {
        var read = await _inner.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < HeaderLength)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
        switch (_header[0])
        {
            case StandardOutput:
                _remaining = length;
                return true;
            case StandardError:
                await TakeErrorAsync(length, cancellationToken).ConfigureAwait(false);
                return true;
            default:
                throw new IOException("The engine mixed the outputs of 'buildctl dial-stdio' in a way that is not known.");
        }
    }

    private async Task TakeErrorAsync(uint length, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        while (length > 0)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(length, buffer.Length));
            await _inner.ReadExactlyAsync(part, cancellationToken).ConfigureAwait(false);
            length -= (uint)part.Length;
            if (_errors.Length < MaxErrorLength)
            {
                _errors.Append(Encoding.UTF8.GetString(part.Span));
            }
        }
    }

    private string SaidOr(string otherwise)
    {
        var said = OneLine(_errors.ToString());
        return said.Length > 0 ? said : otherwise;
    }

    private static string OneLine(string text) => string.Join(
        ' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static CodedException Unusable(string container, string why, Exception? cause) => new(
        BuildKitCodes.ContainerUnusable,
        $"The container '{container}' gives no BuildKit: {why.TrimEnd('.')}. Look whether it runs (docker start {container}) and is one of "
        + "moby/buildkit's images, as 'docker buildx create --driver docker-container' makes them.",
        cause);
}
