using System.Buffers;
using System.Security.Cryptography;
using System.Threading.Channels;
using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using PacketType = RustContainer.BuildKit.Protocol.Files.Packet.Types.PacketType;

namespace RustContainer.BuildKit;

/// <summary>The sending side of fsutil's DiffCopy: lists the entries, and sends the content of those that the peer asks for
/// meanwhile.</summary>
internal sealed class DiffSender(PacketChannel packets, IReadOnlyList<SyncEntry> entries)
{
    private const int Workers = 4;
    private const int ChunkLength = 64 * 1024;

    private readonly Channel<uint> _requested = Channel.CreateUnbounded<uint>(new UnboundedChannelOptions { SingleWriter = true });
    private int _listed;
    private int _files;
    private long _bytes;

    /// <summary>Sends until the peer has all that it wants; how many files and bytes it asked for.</summary>
    /// <exception cref="CodedException">A file cannot be read, or is not what was listed any more.</exception>
    /// <exception cref="InvalidDataException">The peer broke the protocol.</exception>
    public async Task<(int Files, long Bytes)> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = new List<Task> { ListAsync(stop.Token), AnswerAsync(stop.Token) };
        tasks.AddRange(Enumerable.Range(0, Workers).Select(_ => SendRequestedAsync(stop.Token)));
        try
        {
            await foreach (var done in Task.WhenEach(tasks).WithCancellation(CancellationToken.None).ConfigureAwait(false))
            {
                await done.ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await packets.WriteAndFlushAsync(new Packet { Type = PacketType.PacketFin }, cancellationToken).ConfigureAwait(false);
        return (_files, _bytes);
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            // Counted before it is written: the request for it may come before the write returns.
            Interlocked.Increment(ref _listed);
            await packets.WriteAsync(new Packet { Type = PacketType.PacketStat, Stat = StatOf(entry) }, cancellationToken)
                .ConfigureAwait(false);
        }

        await packets.WriteAndFlushAsync(new Packet { Type = PacketType.PacketStat }, cancellationToken).ConfigureAwait(false);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var asked = new HashSet<uint>();
        while (await packets.ReadAsync(cancellationToken).ConfigureAwait(false) is { } packet)
        {
            switch (packet.Type)
            {
                case PacketType.PacketReq:
                    if (packet.ID >= Volatile.Read(ref _listed)
                        || entries[(int)packet.ID].Kind != SyncEntryKind.File || !asked.Add(packet.ID))
                    {
                        throw new InvalidDataException($"file {packet.ID} was asked for though it was not offered, or twice");
                    }

                    _requested.Writer.TryWrite(packet.ID);
                    break;
                case PacketType.PacketFin:
                    _requested.Writer.Complete();
                    return;
                case PacketType.PacketErr:
                    throw new IOException($"BuildKit gave up the transfer: {PeerText.Shown(packet.Data.ToStringUtf8())}");
                default:
                    throw new InvalidDataException($"a packet of type {packet.Type} came from the receiver");
            }
        }

        throw new IOException("BuildKit ended the transfer before it had all.");
    }

    private async Task SendRequestedAsync(CancellationToken cancellationToken)
    {
        await foreach (var id in _requested.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await SendFileAsync(id, entries[(int)id], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendFileAsync(uint id, SyncEntry entry, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
        using var hash = entry.ExpectedSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long sent = 0;
        try
        {
            var content = Open(entry);
            await using var _ = content.ConfigureAwait(false);
            int read;
            while ((read = await ReadAsync(entry, content, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                sent += read;
                if (sent > entry.Size)
                {
                    throw Changed(entry);
                }

                hash?.AppendData(buffer, 0, read);
                var data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read));
                await packets.WriteAsync(new Packet { Type = PacketType.PacketData, ID = id, Data = data }, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (sent != entry.Size || (hash is not null && !hash.GetHashAndReset().AsSpan().SequenceEqual(entry.ExpectedSha256!.Value.Span)))
        {
            throw Changed(entry);
        }

        await packets.WriteAndFlushAsync(new Packet { Type = PacketType.PacketData, ID = id }, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _bytes, sent);
    }

    private static Stream Open(SyncEntry entry)
    {
        try
        {
            return entry.Open?.Invoke() ?? Stream.Null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Changed(entry, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(entry, e);
        }
    }

    private static async ValueTask<int> ReadAsync(SyncEntry entry, Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer.AsMemory(0, ChunkLength), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(entry, e);
        }
    }

    private static Stat StatOf(SyncEntry entry) => new()
    {
        Path = entry.Path,
        Mode = GoFileMode.Of(entry),
        Size = entry.Kind == SyncEntryKind.File ? entry.Size : 0,
        ModTime = entry.ModTimeUnixNanoseconds,
        Linkname = entry.LinkTarget,
    };

    private static CodedException Changed(SyncEntry entry, Exception? cause = null) => new(
        new Diagnostic(
            BuildKitCodes.SourceFileChanged,
            $"'{entry.Path}' changed while it was being sent to BuildKit. Build again when nothing writes to it, "
            + "or exclude it from the context.",
            entry.Path),
        cause);

    private static CodedException Unreadable(SyncEntry entry, Exception cause) => new(
        new Diagnostic(
            BuildKitCodes.SourceFileUnreadable,
            $"'{entry.Path}' cannot be read to send it to BuildKit: {cause.Message} Make it readable or exclude it from the context.",
            entry.Path),
        cause);
}
