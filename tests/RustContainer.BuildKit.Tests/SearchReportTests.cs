using System.Security.Cryptography;
using System.Text;

namespace RustContainer.BuildKit.Tests;

public sealed class SearchReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Contexts_are_listed_whatever_is_wrong_with_them()
    {
        Context("good", """{"Name":"good","Endpoints":{"docker":{"Host":"tcp://u:secret@host:1"}}}""");
        Context("bad", "nonsense");
        Context("odd", "[]");
        _folder.With("config.json", """{"currentContext":"good","auths":{"r":{"auth":"c2VjcmV0"}}}""");

        var lines = await LinesAsync(new EndpointSettings { DockerConfigDirectory = _folder.Path });

        Assert.Contains("Docker context 'good': tcp://…@host:1 (current)", lines);
        Assert.Contains("Docker context '': no address", lines);
        Assert.Contains(lines, line => line.EndsWith("cannot be read", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("c2Vj", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_default_is_told_with_its_state()
    {
        var settings = new EndpointSettings { Defaults = [new EndpointAddress(EndpointKind.UnixSocket, _folder.At("none"))] };

        var lines = await LinesAsync(settings);

        Assert.Equal($"Default unix://{_folder.At("none")}: no such file", lines[^1]);
        Assert.Contains("DOCKER_HOST: not set", lines);
    }

    public void Dispose() => _folder.Dispose();

    private void Context(string name, string meta) =>
        _folder.With($"contexts/meta/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}/meta.json", meta);

    private static async Task<List<string>> LinesAsync(EndpointSettings settings)
    {
        List<string> lines = [];
        await foreach (var line in SearchReport.LinesAsync(settings, CancellationToken.None))
            lines.Add(line);
        return lines;
    }
}
