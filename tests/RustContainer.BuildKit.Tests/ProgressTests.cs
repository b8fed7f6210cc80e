using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RustContainer.BuildKit.Protocol.Control;
using Log = RustContainer.BuildKit.Protocol.Control.VertexLog;

namespace RustContainer.BuildKit.Tests;

public sealed class ProgressTests
{
    private readonly List<SolveEvent> _events = [];
    private readonly ProgressTracker _tracker;

    public ProgressTests() => _tracker = new ProgressTracker(_events.Add);

    [Fact]
    public void A_step_that_is_told_again_and_again_starts_and_ends_once()
    {
        Take(Step("d", "RUN x"));
        Take(Step("d", "RUN x", started: 10));
        Take(Step("d", "", started: 10));
        Take(Step("d", "RUN x", started: 10, completed: 12.5));
        Take(Step("d", "RUN x", started: 10, completed: 12.5));

        Assert.Equal([new VertexStarted("d", "RUN x"), new VertexFinished("d", "RUN x", false, 2.5, null)], _events);
    }

    [Fact]
    public void A_step_that_runs_a_second_time_is_told_a_second_time()
    {
        Take(Step("d", "FROM x", started: 10, completed: 11));
        Take(Step("d", "FROM x", started: 20, completed: 23));

        Assert.Equal([1, 3], _events.OfType<VertexFinished>().Select(v => v.Seconds));
    }

    [Fact]
    public void Times_that_make_no_sense_do_no_harm()
    {
        Take(Step("d", "x", started: 10, completed: -5));
        Take(new Vertex { Digest = "e", Completed = new Timestamp { Seconds = long.MaxValue, Nanos = int.MinValue } });

        Assert.All(_events.OfType<VertexFinished>(), v => Assert.Equal(0, v.Seconds));
    }

    [Fact]
    public void The_step_that_failed_is_neither_one_that_was_cancelled_with_it_nor_a_cache()
    {
        Take(Step("a", "A", started: 1, completed: 2, error: "x: context canceled"));
        Take(Step("i", "importing cache manifest from ghcr.io/me/app:cache", started: 1, completed: 2, error: "not found"));
        Take(Step("b", "B", started: 1, completed: 2, error: "exit code: 1"));
        Take(Step("c", "C", started: 1, completed: 2, error: "late"));

        Assert.Equal(("b", "B"), (_tracker.FailedDigest, _tracker.NameOf("b")));
    }

    [Fact]
    public void What_signs_an_address_is_not_told()
    {
        Take(Step("e", "exporting cache", started: 1, completed: 2, error: "PUT https://a.example/b?sig=s3cret&x=1: 403 Forbidden"));

        Assert.Equal("PUT https://a.example/b?… 403 Forbidden", Assert.Single(_events.OfType<VertexFinished>()).Error);
    }

    [Fact]
    public void Lines_are_joined_across_messages_and_streams_are_kept_apart()
    {
        var é = Encoding.UTF8.GetBytes("é");
        TakeLog("d", 1, [.. "one\r\ntw"u8, é[0]]);
        TakeLog("d", 2, "err"u8);
        TakeLog("d", 1, [é[1], .. "\n\nend"u8]);
        Assert.Equal(["one", "twé", ""], Lines(1));

        Take(Step("d", "x", started: 1, completed: 2));

        Assert.Equal(["one", "twé", "", "end"], Lines(1));
        Assert.Equal(["err"], Lines(2));
        Assert.IsType<VertexFinished>(_events[^1]);
    }

    [Fact]
    public void What_is_left_is_told_at_the_end()
    {
        TakeLog("d", 7, "no end"u8);
        _tracker.Complete();

        Assert.Equal(["no end"], Lines(2));
    }

    [Theory]
    [InlineData("abcdefgh\n", "abc|def|gh")]
    [InlineData("abc\n\nd", "abc||")]
    [InlineData("ab\n", "ab")]
    public void A_line_that_is_too_long_comes_in_pieces(string text, string expected)
    {
        var splitter = new LineSplitter(3);

        Assert.Equal(expected.Split('|'), splitter.Append(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_replaced()
    {
        Assert.Equal(["a\uFFFDb"], new LineSplitter(100).Append([(byte)'a', 0xff, (byte)'b', (byte)'\n']));
    }

    [Fact]
    public void A_warning_has_its_place()
    {
        var warning = new VertexWarning
        {
            Vertex = "d",
            Short = ByteString.CopyFromUtf8("bad"),
            Url = "https://x",
            Info = new Protocol.Solver.SourceInfo { Filename = "Dockerfile" },
        };
        warning.Detail.Add(ByteString.CopyFromUtf8("more"));
        warning.Ranges.Add(new Protocol.Solver.Range { Start = new Protocol.Solver.Position { Line = 3 } });
        _tracker.Take(new StatusResponse { Warnings = { warning, new VertexWarning() } });

        var read = Assert.IsType<BuildWarning>(_events[0]);
        Assert.Equal(("bad", new SourcePosition("Dockerfile", 3, 3)), (read.Message, read.Position));
        Assert.Null(Assert.IsType<BuildWarning>(_events[1]).Position);
    }

    private IEnumerable<string> Lines(int stream) => _events.OfType<VertexLog>().Where(l => l.Stream == stream).Select(l => l.Line);

    private void Take(Vertex vertex) => _tracker.Take(new StatusResponse { Vertexes = { vertex } });

    private void TakeLog(string digest, long stream, ReadOnlySpan<byte> bytes) =>
        _tracker.Take(new StatusResponse { Logs = { new Log { Vertex = digest, Stream = stream, Msg = ByteString.CopyFrom(bytes) } } });

    private static Vertex Step(string digest, string name, double? started = null, double? completed = null, string error = "") =>
        new() { Digest = digest, Name = name, Started = Time(started), Completed = Time(completed), Error = error };

    private static Timestamp? Time(double? seconds) =>
        seconds is { } s ? new Timestamp { Seconds = (long)Math.Floor(s), Nanos = (int)((s - Math.Floor(s)) * 1e9) } : null;
}
