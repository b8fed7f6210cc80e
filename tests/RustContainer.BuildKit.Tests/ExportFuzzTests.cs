using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>Exports made of chance: whatever comes, nothing outside of the folder changes and no link leads there. A failure names the
/// seed that makes it again.</summary>
public sealed class ExportFuzzTests : IDisposable
{
    private static readonly string[] Paths =
        ["a", "a", "a", "a/b", "a/b", "a/b/c", "a/l", "a/l", "a/b/l", "a-b", "b", "l", "l/x", "m", "m", "../x", "/x", "a//b", "x\n", "CON", "A"];

    private static readonly string[] Targets =
        ["a", "a/b/c", "..", "..", "../..", "../l", "l/..", "a/l/..", "a/l/..", "a/b/l/..", "l/x", "/x"];

    private static readonly uint[] Modes =
        [0x1A4, 0x1A4, 0, GoFileMode.Directory | 0x1ED, GoFileMode.Directory | 0x1ED, GoFileMode.Directory, GoFileMode.SymbolicLink, GoFileMode.SymbolicLink, 1u << 26, uint.MaxValue];

    private readonly TempFolder _around = new TempFolder().With("outside/file", "untouched").With("x", "untouched");

    private string Target => _around.At("target");

    [Fact]
    public async Task Whatever_comes_nothing_changes_outside_of_the_folder()
    {
        var outside = Outside();
        var succeeded = 0;

        // Seed 3128 made a link that climbed out over another one.
        for (var seed = 2_800; seed < 3_400; seed++)
        {
            var random = new Random(seed);
            var used = random.Next(3) == 0;
            Prepare(used);
            succeeded += await ReceiveAsync(seed, Frames(random)) ? 1 : 0;

            var now = Outside();
            Assert.True(outside.SequenceEqual(now), $"Seed {seed}: the surroundings are {string.Join(", ", now)}.");
            if (!used)
                CheckLinks(seed);
            Directory.Delete(Target, recursive: true);
        }

        // Else it is all refused at the first packet, which tests nothing.
        Assert.True(succeeded > 20, $"Only {succeeded} exports came to their end.");
    }

    public void Dispose() => _around.Dispose();

    private void Prepare(bool used)
    {
        Directory.CreateDirectory(Target);
        if (!used)
            return;
        File.CreateSymbolicLink(Path.Combine(Target, "a"), "../outside");
        File.CreateSymbolicLink(Path.Combine(Target, "b"), "../x");
        File.CreateSymbolicLink(Path.Combine(Target, "l"), "nowhere");
    }

    private static byte[] Frames(Random random)
    {
        var paths = Enumerable.Range(0, random.Next(12)).Select(_ => random.Pick(Paths)).Distinct();
        if (random.Next(5) > 0)
            paths = paths.Where(path => SyncPath.FaultOf(path) is null).Order(SyncPath.Order);
        var entries = paths.Select(path => Entry(random, path)).ToList();
        var packets = entries.Select(stat => new Packet { Stat = stat }).Append(new Packet()).ToList();
        for (var id = 0; id < entries.Count; id++)
        {
            if (entries[id] is { Mode: 0x1A4 or 0, Linkname: "" })
                packets.AddRange(Content((uint)id, (int)Math.Clamp(entries[id].Size, 0, 4)));
        }

        packets.Add(new Packet { Type = Packet.Types.PacketType.PacketFin });
        if (random.Next(4) == 0)
            packets[random.Next(packets.Count)] = random.Pick(packets);
        if (random.Next(8) == 0)
            packets.Insert(random.Next(packets.Count), new Packet { Type = (Packet.Types.PacketType)random.Next(8), ID = (uint)random.Next(-1, 5) });
        var frames = new ArrayBufferWriter<byte>();
        foreach (var packet in packets)
            GrpcFrames.Write(frames, packet);
        var bytes = frames.WrittenSpan.ToArray();
        return random.Next(3) == 0 ? random.Mutate(bytes) : bytes;
    }

    private static Stat Entry(Random random, string path)
    {
        var isParent = Paths.Any(other => other.StartsWith(path + "/", StringComparison.Ordinal)) && random.Next(4) > 0;
        var isLink = path[^1] is 'l' or 'm' && random.Next(4) > 0;
        var mode = isParent ? GoFileMode.Directory | 0x1ED : isLink ? GoFileMode.SymbolicLink : random.Pick(Modes);
        var links = mode == GoFileMode.SymbolicLink || random.Next(10) == 0;
        var size = random.Next(20) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(4);
        return new Stat { Path = path, Mode = mode, Size = size, Linkname = links ? random.Pick(Targets) : "" };
    }

    private static IEnumerable<Packet> Content(uint id, int size)
    {
        if (size > 0)
            yield return new Packet { Type = Packet.Types.PacketType.PacketData, ID = id, Data = ByteString.CopyFrom(new byte[size]) };
        yield return new Packet { Type = Packet.Types.PacketType.PacketData, ID = id };
    }

    private async Task<bool> ReceiveAsync(int seed, byte[] frames)
    {
        try
        {
            using var packets = new PacketChannel(PipeReader.Create(new ReadOnlySequence<byte>(frames)), PipeWriter.Create(Stream.Null));
            await new DiffReceiver(packets, new ExportFolder(Target)).RunAsync(CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is CodedException or InvalidDataException)
        {
            return false;
        }
        catch (Exception e)
        {
            Assert.Fail($"Seed {seed}: {e}");
            throw;
        }
    }

    private string[] Outside() =>
    [
        .. _around.List().Where(path => path != "target/" && !path.StartsWith("target/", StringComparison.Ordinal)),
        File.ReadAllText(_around.At("outside/file")),
        File.ReadAllText(_around.At("x")),
        $"{File.GetUnixFileMode(_around.At("outside"))} {File.GetUnixFileMode(_around.At("x"))}",
    ];

    private void CheckLinks(int seed)
    {
        foreach (var link in _around.List().Select(line => line.Split(" -> ")).Where(parts => parts.Length == 2))
        {
            var end = Follow(Path.GetDirectoryName(_around.At(link[0]))!, link[1], 40);
            Assert.True(
                end is null || end == Target || end.StartsWith(Target + "/", StringComparison.Ordinal), $"Seed {seed}: {link[0]} -> {link[1]} leads to {end}.");
        }
    }

    // As the kernel walks: ".." is the folder above the one that links led to. Null for a circle.
    private static string? Follow(string folder, string target, int left)
    {
        var at = target.StartsWith('/') ? "/" : folder;
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (left <= 0)
                return null;
            var next = part == ".." ? Path.GetDirectoryName(at) ?? "/" : Path.Combine(at, part);
            var further = part == ".." ? null : new FileInfo(next).LinkTarget;
            if ((further is null ? next : Follow(at, further, left / 2)) is not { } reached)
                return null;
            at = reached;
        }

        return at;
    }
}
