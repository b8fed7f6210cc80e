using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using static RustContainer.BuildKit.Protocol.Files.Packet.Types.PacketType;

namespace RustContainer.BuildKit.Tests;

/// <summary>Peers that never end, or say more than anybody can hold.</summary>
public sealed class HostileStreamTests : IDisposable
{
    private const uint Folder = GoFileMode.Directory | 0x1ED;
    private const uint Link = GoFileMode.SymbolicLink | 0x1FF;
    private const uint PlainFile = 0x1A4;

    private readonly TempFolder _around = new();

    [Fact]
    public async Task A_list_whose_names_do_not_end_is_cut()
    {
        var name = new string('x', 4000);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ReceiveAsync(Endless(i => Entry($"{i:x8}{name}", PlainFile, 1))));

        Assert.Contains("names of the export", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_does_not_end_is_cut_at_the_size_that_was_announced()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(
            Endless(i => i == 0 ? Entry("a", PlainFile, 1 << 20) : Data(0, new byte[64 * 1024]))));

        Assert.Contains("1048576 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(1 << 20, new FileInfo(_around.At("target/a")).Length);
    }

    [Fact]
    public async Task More_files_at_once_than_handles_are_spared_for_are_refused()
    {
        const uint Files = 65;
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(Endless(
            i => i < Files ? Entry($"{i:d4}", PlainFile, 2) : Data((uint)(i - Files), [1]))));

        Assert.Contains("at once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_number_of_files_one_after_the_other_is_taken()
    {
        await ReceiveAsync(Enumerable.Range(0, 100)
            .SelectMany(i => (Packet[])[Entry($"{i:d4}", PlainFile, 1), Data((uint)i, [1]), Data((uint)i, [])])
            .Append(End).Append(new Packet { Type = PacketFin }));

        Assert.Equal(100, Directory.GetFiles(_around.At("target")).Length);
    }

    [Fact]
    public async Task Packets_after_the_end_are_refused_and_not_read_for_ever()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(
            Endless(i => i == 0 ? End : Entry($"{i}", PlainFile))));
    }

    [Fact]
    public async Task A_file_that_ends_too_early_is_closed()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync([Entry("a", PlainFile, 3), Data(0, [1]), Data(0, [])]));

        // Fails where a handle is open: FileShare.None locks.
        using var alone = new FileStream(_around.At("target/a"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Theory]
    [InlineData("e/f/l/..")]
    [InlineData("e/f/l/../x")]
    [InlineData("e/..")]
    public async Task A_link_that_climbs_after_a_name_is_refused_for_the_name_may_be_a_link(string target)
    {
        var error = await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync(
        [
            Entry("e", Folder), Entry("e/f", Folder), Entry("e/f/l", Link, link: "../.."), Entry("m", Link, link: target),
        ]));

        Assert.Equal(BuildKitCodes.ExportRefused, error.Diagnostic.Code);
        Assert.Null(new FileInfo(_around.At("target/m")).LinkTarget);
    }

    [Fact]
    public async Task A_link_that_climbs_before_its_names_is_made()
    {
        await ReceiveAsync(
            [Entry("e", Folder), Entry("e/l", Link, link: "./..//x"), Entry("x", Link, link: "y"), End, new Packet { Type = PacketFin }]);

        Assert.Equal(["target/", "target/e/", "target/e/l -> ./..//x", "target/x -> y"], _around.List());
    }

    [Theory]
    [InlineData("a\u001b[31m\nb\u202e")]
    [InlineData("/a\r\nerror X: y")]
    public async Task Messages_show_what_a_terminal_would_obey_as_text(string path)
    {
        var errors = new List<Exception>
        {
            await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([Entry(path, Link, link: $"/{path}")])),
            await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(
                [new Packet { Type = PacketErr, Data = ByteString.CopyFromUtf8(path) }])),
        };

        Assert.All(errors, e => Assert.DoesNotContain(e.Message, c => char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public async Task Messages_stay_short_whatever_the_peer_says()
    {
        var huge = new string('x', 4 << 20);
        var errors = new List<Exception>
        {
            await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([Entry(huge, PlainFile)])),
            await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([Entry("a", Link, link: "/" + huge)])),
            await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([Entry("a", PlainFile, link: huge)])),
            await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(
                [new Packet { Type = PacketErr, Data = ByteString.CopyFromUtf8(huge) }])),
        };

        Assert.All(errors, e => Assert.InRange(e.Message.Length, 1, 4000));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public async Task A_negative_size_is_refused(long size)
    {
        await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([Entry("a", PlainFile, size)]));
    }

    [Fact]
    public async Task Names_that_differ_by_case_only_are_two_files_where_the_machine_has_two()
    {
        if (!OperatingSystem.IsLinux())
            return;

        await ReceiveAsync(
            [Entry("A", PlainFile, 0), Entry("a", Link, link: "A"), End, Data(0, []), new Packet { Type = PacketFin }]);

        Assert.Equal(["target/", "target/A", "target/a -> A"], _around.List());
    }

    [Fact]
    public async Task A_message_longer_than_the_limit_is_refused_before_it_is_read()
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), GrpcFrames.MaxMessageLength + 1);
        var reader = PipeReader.Create(new MemoryStream(header));

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            async () => await GrpcFrames.ReadAsync(reader, Packet.Parser, CancellationToken.None));

        Assert.Contains("longer than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_without_number_are_kept_up_to_a_limit()
    {
        var events = 0;
        var tracker = new ProgressTracker(_ => events++);
        var name = new string('n', 1 << 20);
        for (var i = 0; i < 100; i++)
        {
            var vertex = new Vertex { Digest = $"{i}", Name = name, Started = new Timestamp(), Completed = new Timestamp() };
            tracker.Take(new StatusResponse { Vertexes = { vertex } });
        }

        var kept = Enumerable.Range(0, 100).Count(i => tracker.NameOf($"{i}").Length > 0);
        Assert.InRange(kept, 1, 32);
        Assert.Equal(200, events);

        var many = new StatusResponse();
        for (var i = 0; i < 200_000; i++)
            many.Vertexes.Add(new Vertex { Digest = $"d{i}" });
        tracker.Take(many);
    }

    [Fact]
    public void Lines_without_end_of_steps_without_number_are_kept_up_to_a_limit()
    {
        long kept = 0;
        long most = 0;
        var tracker = new ProgressTracker(e => kept -= ((VertexLog)e).Line.Length);
        for (var i = 0; i < 1000; i++)
        {
            kept += 1000;
            tracker.Take(new StatusResponse { Logs = { new Protocol.Control.VertexLog { Vertex = $"{i}", Msg = ByteString.CopyFrom(new byte[1000]) } } });
            most = Math.Max(most, kept);
        }

        Assert.InRange(most, 1, 64 * 1000);
        tracker.Complete();
        Assert.Equal(0, kept);
    }

    [Fact]
    public void A_line_without_end_comes_in_pieces()
    {
        var longest = 0;
        var tracker = new ProgressTracker(e => longest = Math.Max(longest, ((VertexLog)e).Line.Length));
        var piece = ByteString.CopyFrom(Encoding.ASCII.GetBytes(new string('x', 300_000)));
        for (var i = 0; i < 10; i++)
            tracker.Take(new StatusResponse { Logs = { new Protocol.Control.VertexLog { Vertex = "v", Msg = piece } } });

        Assert.Equal(VertexLog.MaxLength, longest);
    }

    [Theory]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, long.MinValue)]
    [InlineData(0, long.MaxValue)]
    public void Times_at_the_ends_of_time_are_a_finite_length(long from, long to)
    {
        var seconds = -1.0;
        var tracker = new ProgressTracker(e => seconds = e is VertexFinished finished ? finished.Seconds : seconds);
        tracker.Take(new StatusResponse
        {
            Vertexes =
            {
                new Vertex
                {
                    Digest = "d",
                    Started = new Timestamp { Seconds = from, Nanos = int.MinValue },
                    Completed = new Timestamp { Seconds = to, Nanos = int.MaxValue },
                },
            },
        });

        Assert.InRange(seconds, 0, from > to ? 0 : 2e19);
    }

    public void Dispose() => _around.Dispose();

    private static Packet End => new() { Type = PacketStat };

    private static Packet Entry(string path, uint mode, long size = 0, string link = "") =>
        new() { Type = PacketStat, Stat = new Stat { Path = path, Mode = mode, Size = size, Linkname = link } };

    private static Packet Data(uint id, byte[] data) => new() { Type = PacketData, ID = id, Data = ByteString.CopyFrom(data) };

    private static IEnumerable<Packet> Endless(Func<long, Packet> packet)
    {
        for (long i = 0; ; i++)
            yield return packet(i);
    }

    private async Task ReceiveAsync(IEnumerable<Packet> packets)
    {
        Directory.CreateDirectory(_around.At("target"));
        var reader = PipeReader.Create(new PacketStream(packets));
        using var channel = new PacketChannel(reader, PipeWriter.Create(Stream.Null));
        await new DiffReceiver(channel, new ExportFolder(_around.At("target"))).RunAsync(CancellationToken.None);
    }
}
