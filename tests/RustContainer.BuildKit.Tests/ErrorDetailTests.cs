using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RustContainer.Contract;
using Status = RustContainer.BuildKit.Protocol.Rpc.Status;

namespace RustContainer.BuildKit.Tests;

public sealed class ErrorDetailTests
{
    [Fact]
    public void Source_step_and_exit_code_are_read_from_the_details()
    {
        var details = RpcErrorDetails.Decode(Encode(
            ("github.com/moby/buildkit/stack.Stack+json", "{}"),
            ("github.com/moby/buildkit/errdefs.Source+json",
                """{"info":{"filename":"D"},"ranges":[{"start":{"line":2},"end":{"line":4}},{"start":{"line":9}}]}"""),
            ("github.com/moby/buildkit/errdefs.Vertex+json", """{"digest":"sha256:1"}"""),
            ("github.com/moby/buildkit/gatewayapi.ExitMessage+json", """{"Code":3}""")).TrimEnd('='));

        Assert.Equal([new SourcePosition("D", 2, 4), new SourcePosition("D", 9, 9)], details.Sources);
        Assert.Equal(("sha256:1", 3), (details.VertexDigest, details.ExitCode));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"digest":"\ud800","info":{"filename":"\ud800"},"ranges":[{"start":{"line":1}}]}""")]
    [InlineData("""{"\udc00":1,"ranges":[{"start":{"line":-1}},{"start":{"line":0}}]}""")]
    [InlineData("""{"digest":7,"info":7,"ranges":[7,{"start":7},{"start":{"line":"x"}}],"Code":1e99}""")]
    public void Details_that_make_no_sense_are_left_out(string json)
    {
        var details = RpcErrorDetails.Decode(Encode(
            ("x/errdefs.Source+json", json), ("x/errdefs.Vertex+json", json), ("x/gatewayapi.ExitMessage+json", json), ("", json)));

        Assert.Equal((0, "", null), (details.Sources.Count, details.VertexDigest, details.ExitCode));
    }

    [Fact]
    public void Details_that_are_too_deep_or_not_UTF8_are_left_out()
    {
        var deep = "{\"ranges\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        var latin = new Status { Details = { new Any { TypeUrl = "x/errdefs.Vertex+json", Value = ByteString.CopyFrom([.. "{\"digest\":\""u8, 0xff, .. "\"}"u8]) } } };

        Assert.Empty(RpcErrorDetails.Decode(Encode(("x/errdefs.Source+json", deep))).Sources);
        Assert.Empty(RpcErrorDetails.Decode(Convert.ToBase64String(latin.ToByteArray())).VertexDigest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("/////w==")]
    public void A_trailer_that_cannot_be_read_is_left_out(string trailer) => Assert.Empty(RpcErrorDetails.Decode(trailer).Sources);

    [Theory]
    [InlineData("executor failed running [/bin/sh -c exit 5]: exit code: 5", 5)]
    [InlineData("process \"/bin/sh -c x\" did not complete successfully: exit code: 137", 137)]
    public void Without_details_the_exit_code_is_read_from_the_text(string text, int expected)
    {
        Assert.Equal(expected, Assert.IsType<ProcessFailedException>(From(text)).ExitCode);
    }

    [Theory]
    [InlineData("dockerfile parse error line 7: unknown instruction: X", 7)]
    [InlineData("dockerfile parse error on line 8: unknown instruction: X", 8)]
    [InlineData("failed to read dockerfile: open D: no such file or directory", 0)]
    public void Without_details_the_line_is_read_from_the_text(string text, int expected)
    {
        Assert.Equal(expected, Assert.IsType<DockerfileException>(From(text)).Line);
    }

    [Theory]
    [InlineData(
        "rust:9: failed to resolve source metadata for docker.io/library/rust:9: docker.io/library/rust:9: not found",
        "docker.io/library/rust:9", "does not have it")]
    [InlineData("failed to resolve source metadata for h:5000/a/b@sha256:0a: failed to do request: dial tcp: lookup h: no such host",
        "h:5000/a/b@sha256:0a", "DNS")]
    [InlineData("x: failed to resolve source metadata for docker.io/l/x: pull access denied, repository does not exist",
        "docker.io/l/x", "login")]
    [InlineData("failed to load metadata for localhost:5000/x:y: EOF", "localhost:5000/x:y", "could not get it")]
    public void An_image_that_cannot_be_had_is_named_with_the_cause(string text, string image, string cause)
    {
        var error = Assert.IsType<ImageNotResolvedException>(From(text));

        Assert.Equal(BuildKitCodes.ImageNotResolved, error.Diagnostic.Code);
        Assert.Equal(image, error.Image);
        Assert.Contains($"'{image}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GrpcStatus.ResourceExhausted,
        "failed to read dockerfile: failed to create temp dir: mkdir /var/lib/docker/tmp/buildkit-mount1: no space left on device")]
    [InlineData(GrpcStatus.Unknown, "failed to copy files: copy file range failed: no space left on device")]
    [InlineData(GrpcStatus.Unavailable, "write /var/lib/docker/buildkit/history.db: no space left on device")]
    [InlineData(GrpcStatus.Unknown,
        "rust:1: failed to resolve source metadata for docker.io/library/rust:1: write /var/lib/docker/x: no space left on device")]
    public void A_full_disk_of_the_engine_is_told_with_what_frees_some(GrpcStatus status, string text)
    {
        var error = Assert.IsType<CodedException>(From(text, status));

        Assert.Equal(BuildKitCodes.EngineDiskFull, error.Diagnostic.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("'docker builder prune'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_speaks_of_a_full_disk_is_a_step_that_failed() => Assert.IsType<ProcessFailedException>(
        From("process \"/bin/sh -c echo no space left on device; exit 1\" did not complete successfully: exit code: 1"));

    [Fact]
    public void What_else_keeps_a_Dockerfile_from_being_read_is_not_its_fault() => Assert.IsType<SolveException>(
        From("failed to read dockerfile: failed to create temp dir: mkdir /var/lib/docker/tmp/x: read-only file system"));

    [Fact]
    public void An_engine_that_is_shut_down_in_an_orderly_way_is_a_lost_connection()
    {
        var error = new RpcException(GrpcStatus.Unavailable, "shutting down", RpcErrorDetails.None);

        var coded = Assert.IsType<CodedException>(SolveErrors.From(error, new ProgressTracker(_ => { }), RegistryCredentials.None));

        Assert.Equal(BuildKitCodes.ConnectionLost, coded.Diagnostic.Code);
    }

    [Fact]
    public void Anything_else_is_a_failed_solve_with_BuildKits_words()
    {
        var error = Assert.IsType<SolveException>(From("something odd"));

        Assert.Equal("something odd", error.Message);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a%b\né", "a%25b%0A%C3%A9")]
    public void Messages_survive_the_escaping_of_header_fields(string text, string encoded)
    {
        Assert.Equal(encoded, GrpcHeaders.EncodeMessage(text));
        Assert.Equal(text, GrpcHeaders.DecodeMessage(encoded));
    }

    private static Exception From(string text, GrpcStatus status = GrpcStatus.Unknown) =>
        SolveErrors.From(new RpcException(status, text, RpcErrorDetails.None), new ProgressTracker(_ => { }), RegistryCredentials.None);

    private static string Encode(params (string Url, string Json)[] details)
    {
        var status = new Status { Code = 2 };
        foreach (var (url, json) in details)
            status.Details.Add(new Any { TypeUrl = url, Value = ByteString.CopyFromUtf8(json) });
        return Convert.ToBase64String(status.ToByteArray());
    }
}
