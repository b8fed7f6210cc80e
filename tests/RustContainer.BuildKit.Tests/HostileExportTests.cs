using Google.Protobuf;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using static RustContainer.BuildKit.Protocol.Files.Packet.Types.PacketType;

namespace RustContainer.BuildKit.Tests;

public sealed class HostileExportTests : IDisposable
{
    private const uint Folder = GoFileMode.Directory | 0x1ED;
    private const uint Link = GoFileMode.SymbolicLink | 0x1FF;
    private const uint PlainFile = 0x1A4;

    private readonly TempFolder _around = new();

    private string Target => _around.At("target");

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    public async Task A_path_that_is_not_clean_is_refused(string path)
    {
        await Refused(Entry(path, PlainFile), Data(0, ""));
    }

    [Fact]
    public async Task A_file_beneath_a_link_is_refused()
    {
        await Refused(Entry("a", Folder), Entry("b", Link, link: "a"), Entry("b/evil", PlainFile));
    }

    [Fact]
    public async Task A_file_beneath_a_file_or_beneath_nothing_is_refused()
    {
        await Refused(Entry("a", PlainFile), Entry("a/evil", PlainFile));
        await Refused(Entry("b/evil", PlainFile));
    }

    [Fact]
    public async Task The_same_path_twice_is_refused()
    {
        await Refused(Entry("a", Link, link: "b"), Entry("a", PlainFile));
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a-b", "a")]
    [InlineData("a.b", "a-b")]
    [InlineData("\U0001F600", "\uFF21")]
    public async Task Paths_out_of_order_are_refused(string first, string second)
    {
        await Refused(Entry(first, Folder), Entry(second, Folder));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("b/../../..")]
    [InlineData("")]
    public async Task A_link_that_leaves_the_folder_is_refused(string target)
    {
        await Refused(Entry("a", Link, link: target));
    }

    [Theory]
    [InlineData(1u << 26)]
    [InlineData(1u << 25)]
    [InlineData(1u << 24)]
    [InlineData((1u << 26) | (1u << 21))]
    [InlineData(1u << 19)]
    public async Task Devices_pipes_and_sockets_are_refused(uint mode)
    {
        await Refused(Entry("a", mode));
    }

    [Fact]
    public async Task A_second_name_of_a_file_that_did_not_come_is_refused()
    {
        _around.With("secret", "x");

        await Refused(Entry("a", PlainFile, link: "../secret"));
        await Refused(Entry("a", PlainFile, link: "later"));
    }

    [Fact]
    public async Task What_lies_in_the_folder_already_is_replaced_and_never_written_through()
    {
        _around.With("outside/file", "untouched");
        Directory.CreateDirectory(Target);
        File.CreateSymbolicLink(Path.Combine(Target, "dir"), "../outside");
        File.CreateSymbolicLink(Path.Combine(Target, "file"), "../outside/file");

        await ReceiveAsync(
            Entry("dir", Folder), Entry("dir/file", PlainFile, 3), Entry("file", PlainFile, 3), End,
            Data(1, "new"), Data(1, ""), Data(2, "new"),
            Data(2, ""), Fin);

        Assert.Equal("untouched", File.ReadAllText(_around.At("outside/file")));
        Assert.Equal("new", File.ReadAllText(_around.At("target/dir/file")));
        Assert.Equal(["outside/", "outside/file", "target/", "target/dir/", "target/dir/file", "target/file"], _around.List());
    }

    [Fact]
    public async Task A_second_name_of_a_file_becomes_a_copy_and_set_user_id_is_dropped()
    {
        await ReceiveAsync(
            Entry("a", PlainFile | (1u << 23), 3), Entry("b", PlainFile, link: "a"), End, Data(0, "abc"), Data(0, ""), Fin);

        Assert.Equal("abc", File.ReadAllText(_around.At("target/b")));
        Assert.Equal((UnixFileMode)0x1A4, File.GetUnixFileMode(_around.At("target/a")));
    }

    [Fact]
    public async Task More_or_fewer_bytes_than_announced_are_refused()
    {
        await Violates(Entry("a", PlainFile, 2), Data(0, "abc"));
        await Violates(Entry("a", PlainFile, 4), Data(0, "abc"), Data(0, ""));
    }

    [Fact]
    public async Task Data_that_nobody_asked_for_is_refused()
    {
        await Violates(Entry("a", Folder), Data(0, "x"));
        await Violates(Data(uint.MaxValue, "x"));
        await Violates(Entry("a", PlainFile, 0), Data(0, ""), Data(0, ""));
    }

    [Fact]
    public async Task Packets_of_the_wrong_kind_are_refused()
    {
        await Violates(new Packet { Type = PacketReq });
        await Violates(Fin);
        await Violates(new Packet { Type = (Packet.Types.PacketType)77 });
        await Violates(Entry("a", PlainFile), End, Entry("b", PlainFile));
        await Violates(new Packet { Type = PacketErr, Data = ByteString.CopyFromUtf8("no") });
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_refused()
    {
        await Violates(Entry("a", PlainFile, 3), End, Data(0, "ab"));
        await Violates();
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0xff, 0xff })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    public async Task A_broken_frame_is_refused(byte[] frame)
    {
        using var pair = new PacketPair();
        await pair.SendRawAsync(frame);
        pair.End();

        await Assert.ThrowsAsync<InvalidDataException>(() => new DiffReceiver(pair.Own, Export()).RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("d/CON.txt")]
    [InlineData("lpt1")]
    [InlineData("end.")]
    [InlineData("a\\b")]
    public void Names_that_Windows_cannot_hold_are_refused_there(string path)
    {
        Assert.Throws<CodedException>(() => ExportFolder.CheckForWindows(path));
    }

    public void Dispose() => _around.Dispose();

    private static Packet End => new() { Type = PacketStat };

    private static Packet Fin => new() { Type = PacketFin };

    private static Packet Entry(string path, uint mode, long size = 0, string link = "") =>
        new() { Type = PacketStat, Stat = new Stat { Path = path, Mode = mode, Size = size, Linkname = link } };

    private static Packet Data(uint id, string data) => new() { Type = PacketData, ID = id, Data = ByteString.CopyFromUtf8(data) };

    private ExportFolder Export()
    {
        Directory.CreateDirectory(Target);
        return new ExportFolder(Target);
    }

    private async Task ReceiveAsync(params Packet[] packets)
    {
        using var pair = new PacketPair();
        foreach (var packet in packets)
            await pair.SendAsync(packet);
        pair.End();
        await new DiffReceiver(pair.Own, Export()).RunAsync(CancellationToken.None);
    }

    private async Task Refused(params Packet[] packets)
    {
        var outside = OutsideTarget();

        var error = await Assert.ThrowsAsync<CodedException>(() => ReceiveAsync([.. packets, End, Fin]));

        Assert.Equal(BuildKitCodes.ExportRefused, error.Diagnostic.Code);
        Assert.Equal(outside, OutsideTarget());
        Assert.DoesNotContain(_around.List(), path => path.Contains("evil", StringComparison.Ordinal));
        Directory.Delete(Target, recursive: true);
    }

    private async Task Violates(params Packet[] packets)
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReceiveAsync(packets));
        Directory.Delete(Target, recursive: true);
    }

    private string[] OutsideTarget() => [.. _around.List().Where(path => !path.StartsWith("target", StringComparison.Ordinal))];
}
