using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests.Registries;

public sealed class ImagePushTests
{
    [Theory]
    [InlineData("""{"status":"a"}\r\n{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:d","Size":5}}\r\n""", "sha256:d")]
    [InlineData("""{"aux":{"Digest":"sha256:d"}}""", "sha256:d")]
    [InlineData("""{"errorDetail":{"message":"no basic auth credentials"},"error":"no basic auth credentials"}""", BuildKitCodes.RegistryRefused)]
    [InlineData("""{"errorDetail":{"message":"connection refused"}}""", BuildKitCodes.PushFailed)]
    [InlineData("""{"status":"a"}""", BuildKitCodes.ProtocolViolation)]
    [InlineData("nonsense", BuildKitCodes.ProtocolViolation)]
    [InlineData("""{"error":"\ud800"}""", BuildKitCodes.ProtocolViolation)]
    [InlineData("[1]", BuildKitCodes.ProtocolViolation)]
    public async Task What_an_engine_says_of_a_push_is_a_digest_or_one_error(string said, string expected)
    {
        var body = said.Replace("\\r\\n", "\r\n", StringComparison.Ordinal);
        await using var engine = new FakeEngine(_ => FakeEngine.Json(body));
        using var api = new EngineApi(engine.Endpoint);

        var push = ImagePush.RunAsync(api, "r.example/a:1", RegistryCredentials.None, CancellationToken.None);

        if (expected.StartsWith("sha256", StringComparison.Ordinal))
            Assert.Equal(expected, await push);
        else
            Assert.Equal(expected, (await Assert.ThrowsAsync<CodedException>(() => push)).Diagnostic.Code);
    }

    [Theory]
    [InlineData("<token>", "identitytoken")]
    [InlineData("ü", "password")]
    public void The_header_is_what_engines_read(string user, string member)
    {
        var header = ImagePush.HeaderFor("docker.io", RegistryCredential.Of(user, "s>>>???", "test"));

        Assert.Equal(0, header.Length % 4);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/'))));
        Assert.Equal("s>>>???", json.RootElement.GetProperty(member).GetString());
        Assert.Equal("https://index.docker.io/v1/", json.RootElement.GetProperty("serveraddress").GetString());
    }
}
