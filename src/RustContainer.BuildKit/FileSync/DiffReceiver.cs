using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using PacketType = RustContainer.BuildKit.Protocol.Files.Packet.Types.PacketType;

namespace RustContainer.BuildKit;

/// <summary>The receiving side of fsutil's DiffCopy: takes every file of the peer into a folder.</summary>
internal sealed class DiffReceiver(PacketChannel packets, ExportFolder folder)
{
    private const int MaxEntries = 1_000_000;
    private const int MaxOpenFiles = 64;

    // All names are kept until the end.
    private const int MaxNameCharacters = 64 << 20;

    private readonly Dictionary<uint, ExpectedFile> _expected = [];
    private uint _nextId;
    private int _openFiles;
    private int _nameCharacters;
    private bool _listed;

    /// <summary>Receives until all files are there.</summary>
    /// <exception cref="CodedException">The peer sent something that may not be written, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">The peer broke the protocol.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_listed || _expected.Count > 0)
            {
                var packet = await packets.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidDataException("the export ended before all files had come");
                await TakeAsync(packet, cancellationToken).ConfigureAwait(false);
            }

            folder.Complete();
        }
        finally
        {
            foreach (var file in _expected.Values)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }

        await EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task TakeAsync(Packet packet, CancellationToken cancellationToken)
    {
        switch (packet.Type)
        {
            case PacketType.PacketStat when _listed:
                throw new InvalidDataException("an entry came after the end of the list");
            case PacketType.PacketStat when packet.Stat is null:
                _listed = true;
                return Task.CompletedTask;
            case PacketType.PacketStat:
                return TakeEntryAsync(packet.Stat, cancellationToken);
            case PacketType.PacketData:
                return TakeDataAsync(packet.ID, packet.Data, cancellationToken);
            case PacketType.PacketErr:
                throw new InvalidDataException($"the export failed: {PeerText.Shown(packet.Data.ToStringUtf8())}");
            default:
                throw new InvalidDataException($"a packet of type {packet.Type} came from the sender");
        }
    }

    private Task TakeEntryAsync(Stat stat, CancellationToken cancellationToken)
    {
        var id = _nextId++;
        if (id >= MaxEntries)
        {
            throw new InvalidDataException($"the export has more than {MaxEntries} entries");
        }

        _nameCharacters += Math.Min(stat.Path.Length + stat.Linkname.Length, MaxNameCharacters);
        if (_nameCharacters > MaxNameCharacters)
        {
            throw new InvalidDataException($"the names of the export are longer than {MaxNameCharacters} characters together");
        }

        if (folder.Add(stat) is not { } file)
        {
            return Task.CompletedTask;
        }

        _expected.Add(id, new ExpectedFile(file, stat.Path, stat.Size));
        return packets.WriteAndFlushAsync(new Packet { Type = PacketType.PacketReq, ID = id }, cancellationToken);
    }

    private async Task TakeDataAsync(uint id, ByteString data, CancellationToken cancellationToken)
    {
        if (!_expected.TryGetValue(id, out var file))
        {
            throw new InvalidDataException($"data came for file {id}, which was not asked for");
        }

        if (!data.IsEmpty)
        {
            if (!file.IsOpen && ++_openFiles > MaxOpenFiles)
            {
                throw new InvalidDataException($"more than {MaxOpenFiles} files are sent at once");
            }

            await file.AppendAsync(data.Memory, cancellationToken).ConfigureAwait(false);
            return;
        }

        _openFiles -= file.IsOpen ? 1 : 0;
        await file.FinishAsync().ConfigureAwait(false);
        _expected.Remove(id);
    }

    // Having its FIN, the peer may reset the stream rather than end it.
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await packets.WriteAndFlushAsync(new Packet { Type = PacketType.PacketFin }, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await packets.ReadAsync(cancellationToken).ConfigureAwait(false) is { Type: not PacketType.PacketFin and var type })
            {
                throw new InvalidDataException($"a packet of type {type} came after the end of the export");
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
