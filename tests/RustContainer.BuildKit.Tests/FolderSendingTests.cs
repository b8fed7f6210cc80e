using System.Security.Cryptography;
using System.Text;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using static RustContainer.BuildKit.Protocol.Files.Packet.Types.PacketType;

namespace RustContainer.BuildKit.Tests;

public sealed class FolderSendingTests
{
    [Fact]
    public void Entries_are_sent_depth_first_in_the_order_of_their_bytes_with_the_folders_that_hold_them()
    {
        var tree = SyncTree.Create([.. new[] { "a.b", "\U0001F600", "a-b", "\uFF21", "a/c/d", "a/b" }.Select(p => File(p))]);

        Assert.Equal(["a", "a/b", "a/c", "a/c/d", "a-b", "a.b", "\uFF21", "\U0001F600"], tree.Entries.Select(e => e.Path));
        Assert.Equal(SyncEntryKind.Directory, tree.Find("a/c")!.Kind);
    }

    [Fact]
    public void Entries_that_cannot_be_sent_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SyncTree.Create([File("../a")]));
        Assert.Throws<ArgumentException>(() => SyncTree.Create([File("a"), File("a")]));
        Assert.Throws<ArgumentException>(() => SyncTree.Create([File("a"), File("a/b")]));
    }

    [Fact]
    public void A_folder_comes_only_where_something_in_it_does()
    {
        var tree = SyncTree.Create([File("keep/a/b/in"), File("keep/a/out"), File("gone/x"), File("z")]);

        Assert.Equal(["keep", "keep/a", "keep/a/b", "keep/a/b/in", "z"], Sent(tree, excludes: ["gone", "keep", "!keep/a/b"]));
    }

    [Fact]
    public void A_folder_of_its_own_is_sent_though_it_is_empty()
    {
        var tree = SyncTree.Create([new SyncEntry { Path = "e/f", Kind = SyncEntryKind.Directory }, File("x")]);

        Assert.Equal(["e", "e/f"], Sent(tree, follow: ["e"]));
    }

    [Theory]
    [InlineData("src", "src,src/a,src/b")]
    [InlineData("src/a", "src,src/a")]
    [InlineData("link", "link,src,src/a,src/b")]
    [InlineData("link/a", "link,src,src/a")]
    [InlineData("abs", "abs,src,src/a")]
    [InlineData("*.txt", "one.txt,src,src/b,two.txt")]
    [InlineData("src/*", "src,src/a,src/b")]
    [InlineData("loop", "loop")]
    [InlineData("up", "src,src/a,src/b,up,one.txt,two.txt,link,abs,loop,!odd")]
    [InlineData("missing", "")]
    [InlineData("!odd", "!odd")]
    public void Paths_to_follow_bring_what_links_lead_to(string path, string expected)
    {
        var tree = SyncTree.Create(
        [
            File("src/a"), File("src/b"), File("one.txt"), File("!odd"),
            Link("two.txt", "src/b"), Link("link", "./src/"), Link("abs", "/src/a"),
            Link("loop", "loop"), Link("up", "../.."),
        ]);

        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(SyncPath.Order), Sent(tree, follow: [path]));
    }

    [Fact]
    public void Escaped_header_values_are_read_back()
    {
        var request = SyncRequest.Read(new Microsoft.AspNetCore.Http.HeaderDictionary
        {
            ["dir-name"] = "context",
            ["followpaths"] = new([Uri.EscapeDataString("é +%"), "a+b"]),
            ["followpaths-encoded"] = "1",
            ["exclude-patterns"] = new(["a%20b"]),
        });

        Assert.Equal(["é +%", "a b"], request.FollowPaths);
        Assert.Equal(["a%20b"], request.ExcludePatterns);
    }

    [Fact]
    public async Task Files_are_sent_when_asked_for_and_each_once()
    {
        using var pair = new PacketPair();
        var entries = SyncTree.Create([File("a", "one"), File("d/b", new string('x', 200_000)), File("e")]).Entries;
        var sending = new DiffSender(pair.Own, entries).RunAsync(CancellationToken.None);

        await pair.SendAsync(Request(0));
        await pair.SendAsync(Request(2));
        var received = await ReceiveAsync(pair, 2);
        await pair.SendAsync(new Packet { Type = PacketFin });

        Assert.Equal(["a", "d", "d/b", "e"], received.Paths);
        Assert.Equal(("one", new string('x', 200_000)), (received.Contents[0], received.Contents[2]));
        Assert.Equal((2, 200_003L), await sending);
        Assert.Equal(PacketFin, (await pair.Peer.ReadAsync(CancellationToken.None))!.Type);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(7u)]
    [InlineData(uint.MaxValue)]
    public async Task Asking_for_what_is_no_file_breaks_the_protocol(uint id)
    {
        using var pair = new PacketPair();
        await pair.SendAsync(Request(id));

        await Assert.ThrowsAsync<InvalidDataException>(
            () => new DiffSender(pair.Own, SyncTree.Create([File("a"), File("b/c")]).Entries).RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Asking_twice_breaks_the_protocol()
    {
        using var pair = new PacketPair();
        var sending = new DiffSender(pair.Own, SyncTree.Create([File("a")]).Entries).RunAsync(CancellationToken.None);
        await ReceiveAsync(pair, 0);
        await pair.SendAsync(Request(0));
        await pair.SendAsync(Request(0));

        await Assert.ThrowsAsync<InvalidDataException>(() => sending);
    }

    [Fact]
    public async Task A_peer_that_goes_ends_the_sending()
    {
        using var pair = new PacketPair();
        pair.End();

        await Assert.ThrowsAsync<IOException>(() => new DiffSender(pair.Own, []).RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("longer")]
    [InlineData("bar")]
    [InlineData("f")]
    [InlineData(null)]
    public async Task A_file_that_changed_or_went_is_an_error_that_names_it(string? now)
    {
        var entry = File("src/x", "foo") with
        {
            ExpectedSha256 = SHA256.HashData("foo"u8),
            Open = () => now is null ? throw new FileNotFoundException() : new MemoryStream(Encoding.UTF8.GetBytes(now)),
        };
        using var pair = new PacketPair();
        var sending = new DiffSender(pair.Own, SyncTree.Create([entry]).Entries).RunAsync(CancellationToken.None);
        await ReceiveAsync(pair, 0);
        await pair.SendAsync(Request(1));

        var error = await Assert.ThrowsAsync<CodedException>(() => sending);

        Assert.Equal((BuildKitCodes.SourceFileChanged, "src/x"), (error.Diagnostic.Code, error.Diagnostic.File));
    }

    [Fact]
    public void A_plain_folder_is_read_the_same_whatever_its_times()
    {
        using var folder = new TempFolder().With("a/b c", "1").With("x", "2");
        System.IO.File.CreateSymbolicLink(folder.At("link"), "a");
        System.IO.File.SetUnixFileMode(folder.At("x"), (UnixFileMode)0b111_000_000);
        var before = SyncDirectory.FromFolder("n", folder.Path).Enumerate();
        System.IO.File.SetLastWriteTimeUtc(folder.At("x"), DateTime.UnixEpoch);
        var after = SyncDirectory.FromFolder("n", folder.Path).Enumerate();

        Assert.Equal(before.Select(Describe), after.Select(Describe));
        Assert.Equal(["a Directory 755", "a/b c File 644", "link SymbolicLink 644", "x File 755"],
            SyncTree.Create(after).Entries.Select(Kind));

        static string Kind(SyncEntry e) => $"{e.Path} {e.Kind} {Convert.ToString((int)e.Mode, 8)}";
        static string Describe(SyncEntry e) => $"{Kind(e)} {e.Size} {e.ModTimeUnixNanoseconds} {e.LinkTarget}";
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_that_names_it()
    {
        var error = Assert.Throws<CodedException>(() => SyncDirectory.FromFolder("n", "/no/such folder").Enumerate());

        Assert.Equal(BuildKitCodes.SourceFileUnreadable, error.Diagnostic.Code);
        Assert.Contains("/no/such folder", error.Message, StringComparison.Ordinal);
    }

    private static SyncEntry File(string path, string content = "") =>
        new() { Path = path, Size = Encoding.UTF8.GetByteCount(content), Open = () => new MemoryStream(Encoding.UTF8.GetBytes(content)) };

    private static SyncEntry Link(string path, string target) =>
        new() { Path = path, Kind = SyncEntryKind.SymbolicLink, LinkTarget = target };

    private static Packet Request(uint id) => new() { Type = PacketReq, ID = id };

    private static IEnumerable<string> Sent(SyncTree tree, string[]? excludes = null, string[]? follow = null) =>
        SyncFilter.For(tree, new SyncRequest("context", [], excludes ?? [], follow ?? [])).Apply(tree).Select(e => e.Path);

    private static async Task<(List<string> Paths, Dictionary<uint, string> Contents)> ReceiveAsync(PacketPair pair, int files)
    {
        List<string> paths = [];
        Dictionary<uint, string> contents = [];
        var listed = false;
        while (!listed || files > 0)
        {
            var packet = (await pair.Peer.ReadAsync(CancellationToken.None))!;
            if (packet is { Type: PacketStat, Stat: null })
                listed = true;
            else if (packet.Type == PacketStat)
                paths.Add(packet.Stat!.Path);
            else if (packet.Data.IsEmpty)
                files--;
            else
                contents[packet.ID] = contents.GetValueOrDefault(packet.ID, "") + packet.Data.ToStringUtf8();
        }

        return (paths, contents);
    }
}
