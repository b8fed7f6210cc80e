using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class ForeignEngineTests
{
    [Fact]
    public async Task An_engine_that_is_too_old_is_told_to_be_updated()
    {
        var error = await ConnectFails(_ => FakeEngine.Version("20.10.24", "1.41"));

        Assert.Equal(BuildKitCodes.EngineTooOld, error.Diagnostic.Code);
        Assert.Contains("version 20.10.24 (API 1.41); 23.0 (API 1.42) or later", error.Message, StringComparison.Ordinal);
    }

    [OldEngineFact]
    public async Task A_real_engine_that_is_too_old_is_told_the_same()
    {
        var endpoint = await Endpoint.FindAsync(new EndpointSettings { Explicit = OldEngineFactAttribute.Address }, CancellationToken.None);
        var error = await Assert.ThrowsAsync<CodedException>(() => BuildKitClient.ConnectAsync(endpoint, CancellationToken.None));

        Assert.Equal(BuildKitCodes.EngineTooOld, error.Diagnostic.Code);
        Assert.Matches(@"version 20\.10\.\S+ \(API 1\.41\); 23\.0 \(API 1\.42\) or later", error.Message);
    }

    [Fact]
    public async Task Podman_is_named_as_what_it_is()
    {
        var error = await ConnectFails(_ => FakeEngine.Version("5.0.0", "1.44", "Podman Engine"));

        Assert.Equal(BuildKitCodes.NoBuildKit, error.Diagnostic.Code);
        Assert.Contains("Podman 5.0.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_refuses_the_upgrade_offers_no_BuildKit()
    {
        var error = await ConnectFails(request => request.Contains("/grpc", StringComparison.Ordinal)
            ? FakeEngine.Json("no upgrades here", "403 Forbidden")
            : FakeEngine.Version("26.1.5", "1.45"));

        Assert.Equal(BuildKitCodes.NoBuildKit, error.Diagnostic.Code);
        Assert.Contains("status 403: no upgrades here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_speaks_TLS_only_says_what_to_set()
    {
        var error = await ConnectFails(_ => FakeEngine.Json("Client sent an HTTP request to an HTTPS server.\n", "400 Bad Request"));

        Assert.Equal(BuildKitCodes.TlsFailed, error.Diagnostic.Code);
        Assert.Contains("DOCKER_TLS_VERIFY=1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("""{"Version":"\ud800","ApiVersion":"1.45","Os":"linux","Arch":"amd64"}""")]
    [InlineData("""{"Version":"1","ApiVersion":"x","Os":"linux","Arch":"amd64"}""")]
    public async Task What_answers_but_is_no_engine_is_said_to_be_none(string body)
    {
        Assert.Equal(BuildKitCodes.NoBuildKit, (await ConnectFails(_ => FakeEngine.Json(body))).Diagnostic.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{")]
    [InlineData("\0\0\u0018\u0004\0\0\0\0\0")]
    public async Task Garbage_is_a_coded_error(string answer)
    {
        var error = await ConnectFails(_ => Encoding.Latin1.GetBytes(answer));

        Assert.Contains(
            error.Diagnostic.Code, (string[])[BuildKitCodes.NoBuildKit, BuildKitCodes.ConnectionLost, BuildKitCodes.ProtocolViolation]);
    }

    [Fact]
    public async Task A_header_without_end_is_bounded()
    {
        var endless = Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nX: " + new string('x', 100_000));
        var error = await ConnectFails(request => request.Contains("/grpc", StringComparison.Ordinal)
            ? endless
            : FakeEngine.Version("26.1.5", "1.45"));

        Assert.Equal(BuildKitCodes.ProtocolViolation, error.Diagnostic.Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"Version\":\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n")]
    public async Task An_answer_without_end_is_bounded(string start)
    {
        var answer = Encoding.ASCII.GetBytes(start + new string('x', 10 << 20));

        var error = await ConnectFails(_ => answer);

        Assert.InRange(error.Message.Length, 1, 4000);
    }

    [Fact]
    public async Task What_an_engine_says_is_shown_short_and_as_text()
    {
        var errors = new List<CodedException>
        {
            await ConnectFails(_ => FakeEngine.Version("\\u001b[2J" + new string('5', 1 << 20), "1.44", "Podman Engine")),
            await ConnectFails(_ => FakeEngine.Json("\u001b[2J\u202e" + new string('x', 1 << 20), "500 Oops")),
            await ConnectFails(request => request.Contains("/grpc", StringComparison.Ordinal)
                ? FakeEngine.Json("\u001b[2Jno", "403 Forbidden")
                : FakeEngine.Version("26.1.5", "1.45")),
        };

        Assert.All(errors, e => Assert.InRange(e.Message.Length, 1, 4000));
        Assert.All(errors, e => Assert.DoesNotContain(e.Message, c => char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public async Task An_upgraded_connection_that_closes_is_a_lost_connection()
    {
        var error = await ConnectFails(request => request.Contains("/version", StringComparison.Ordinal)
            ? FakeEngine.Version("26.1.5", "1.45")
            : Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"));

        Assert.Equal(BuildKitCodes.ConnectionLost, error.Diagnostic.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../containers/json?x")]
    [InlineData("a/../../b")]
    [InlineData("a b")]
    [InlineData("a?force=1")]
    [InlineData("é")]
    public async Task A_name_that_would_change_the_request_is_refused(string name)
    {
        await using var engine = new FakeEngine(_ => FakeEngine.Json("{}"));
        using var api = new EngineApi(engine.Endpoint);

        await Assert.ThrowsAsync<CodedException>(() => api.FindImageAsync(name, CancellationToken.None));
    }

    private static async Task<CodedException> ConnectFails(Func<string, byte[]> answer)
    {
        await using var engine = new FakeEngine(answer);
        return await Assert.ThrowsAsync<CodedException>(() => BuildKitClient.ConnectAsync(engine.Endpoint, CancellationToken.None));
    }
}
