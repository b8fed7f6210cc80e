using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using RustContainer.BuildKit.Protocol.Control;
using RustContainer.BuildKit.Protocol.Files;
using RustContainer.Contract;
using Status = RustContainer.BuildKit.Protocol.Rpc.Status;

namespace RustContainer.BuildKit.Tests;

/// <summary>What reads the bytes of peers, fed with broken ones. A failure names the seed that makes it again.</summary>
public sealed class ReaderFuzzTests
{
    private const long MaxAllocated = 4 << 20;
    private static readonly string[] PatternParts = ["*", "**", "?", "[", "]", "[a-z]", "[^", "-", "\\", "!", "#", "/", "..", ".", "a", "b", "é", "\0", " "];

    [Fact]
    public async Task Any_bytes_are_messages_or_a_broken_stream()
    {
        var frame = new ArrayBufferWriter<byte>();
        GrpcFrames.Write(frame, new Packet { Stat = new Stat { Path = "a/b", Linkname = "c", Xattrs = { ["k"] = ByteString.CopyFromUtf8("v") } } });
        GrpcFrames.Write(frame, new Packet { Type = Packet.Types.PacketType.PacketData, ID = 7, Data = ByteString.CopyFromUtf8("data") });
        for (var seed = 0; seed < 4_000; seed++)
        {
            var bytes = new Random(seed).Mutate(frame.WrittenSpan.ToArray());
            await Holds(seed, () => ReadAllAsync(bytes, Packet.Parser), e => e is InvalidDataException);
            await Holds(seed, () => ReadAllAsync(bytes, StatusResponse.Parser), e => e is InvalidDataException);
        }
    }

    [Fact]
    public async Task Any_bytes_are_details_or_none()
    {
        const string Json =
            """{"info":{"filename":"D\u00e9"},"ranges":[{"start":{"line":2},"end":{"line":4}}],"digest":"\ud83d\ude00","Code":3}""";
        var status = new Status { Code = 2 };
        foreach (var name in (string[])["errdefs.Source", "errdefs.Vertex", "gatewayapi.ExitMessage"])
            status.Details.Add(new Any { TypeUrl = $"x/{name}+json", Value = ByteString.CopyFromUtf8(Json) });
        var valid = status.ToByteArray();
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var trailer = Convert.ToBase64String(random.Mutate(valid));
            var broken = Encoding.Latin1.GetString(random.Mutate(Encoding.Latin1.GetBytes(trailer)));
            await Holds(seed, () => Decode(trailer), _ => false);
            await Holds(seed, () => Decode(broken), _ => false);
        }

        static Task Decode(string text)
        {
            Assert.All(RpcErrorDetails.Decode(text).Sources, s => Assert.True(s.Line > 0 && s.EndLine > 0));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Any_patterns_name_entries_or_are_a_coded_error()
    {
        var tree = SyncTree.Create(
        [
            new SyncEntry { Path = "a/b/a" }, new SyncEntry { Path = "b" }, LinkAt("l", "*"), LinkAt("m", "../../l"), LinkAt("a/n", "n/n/n"),
            LinkAt("a/o", "[a-"), LinkAt("é", "/é/**"),
        ]);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var headers = new HeaderDictionary();
            foreach (var name in (string[])["include-patterns", "exclude-patterns", "followpaths"])
            {
                headers[name] = Enumerable.Range(0, random.Next(4)).Select(_ => Pattern(random)).ToArray();
                if (random.Next(3) == 0)
                    headers[$"{name}-encoded"] = "1";
            }

            await Holds(seed, () => Task.FromResult(SyncFilter.For(tree, SyncRequest.Read(headers)).Apply(tree).Count()), e => e is CodedException);
        }
    }

    [Fact]
    public async Task Lines_are_the_same_however_the_bytes_are_cut()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = random.Mutate(Encoding.UTF8.GetBytes("one\r\ntwo é 😀\n\n\rlonger than the rest\nend"));
            await Holds(seed, () =>
            {
                Assert.Equal(Lines(bytes, bytes.Length + 1), Lines(bytes, 1 + random.Next(5)));
                Assert.All(Lines(bytes, 3), line => Assert.InRange(line.Length, 0, 8));
                return Task.CompletedTask;
            }, _ => false);
        }
    }

    private static List<string> Lines(byte[] bytes, int piece)
    {
        var splitter = new LineSplitter(8);
        List<string> lines = [.. bytes.Chunk(piece).SelectMany(chunk => splitter.Append(chunk))];
        return splitter.Flush() is { } last ? [.. lines, last] : lines;
    }

    private static SyncEntry LinkAt(string path, string target) =>
        new() { Path = path, Kind = SyncEntryKind.SymbolicLink, LinkTarget = target };

    private static string Pattern(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Pick(PatternParts)));

    private static async Task ReadAllAsync<T>(byte[] bytes, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var reader = PipeReader.Create(new ReadOnlySequence<byte>(bytes));
        while (await GrpcFrames.ReadAsync(reader, parser, CancellationToken.None) is not null)
        {
            // Only that it ends counts.
        }
    }

    private static async Task Holds(int seed, Func<Task> act, Func<Exception, bool> mayThrow)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            await act();
        }
        catch (Exception e) when (!mayThrow(e))
        {
            Assert.Fail($"Seed {seed}: {e}");
        }
        catch (Exception e) when (mayThrow(e))
        {
            // Refused.
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MaxAllocated, $"Seed {seed}: {allocated} bytes were allocated.");
    }
}
