using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>Images in files.</summary>
[Trait("Needs", "engine")]
public sealed class ArchiveTests(BuildKitFixture engine, StoreEngine store, TestRegistry registry)
    : IClassFixture<BuildKitFixture>, IClassFixture<StoreEngine>, IClassFixture<TestRegistry>, IDisposable
{
    private readonly TempFolder _output = new();
    private readonly string _name = $"rustcontainer-test-{Guid.NewGuid():N}";

    [EngineFact]
    public async Task An_engine_with_a_graph_driver_writes_an_archive_with_all_names_and_keeps_no_image()
    {
        await WriteAsync(engine.Client, "a/app.tar", ImageFormat.Docker);

        Assert.Equal(["a/", "a/app.tar"], _output.List());
        Assert.Equal([$"{_name}:1", $"me/{_name}:2"], NamesIn(Text("a/app.tar", "manifest.json")));
        Assert.Null(await engine.Client.Api!.FindImageAsync($"{_name}:1", CancellationToken.None));
        Assert.Null(await engine.Client.Api.FindImageAsync(new PassingImage(engine.Client.Api, _output.At("a/app.tar")).Name, CancellationToken.None));
    }

    [EngineFact]
    public async Task An_archive_replaces_the_earlier_one_and_is_compressed_where_its_name_says_so()
    {
        _output.With("app.tar.gz", "earlier");

        var result = await WriteAsync(engine.Client, "app.tar.gz", ImageFormat.Docker);

        Assert.Equal([0x1f, 0x8b], File.ReadAllBytes(_output.At("app.tar.gz"))[..2]);
        Assert.Contains(result.ImageId["sha256:".Length..], Text("app.tar.gz", "manifest.json"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_OCI_archive_of_an_engine_with_a_graph_driver_is_a_layout_that_can_be_loaded_too()
    {
        await WriteAsync(engine.Client, "app.tar", ImageFormat.Oci);

        AssertIsLayout("app.tar");
    }

    [EngineFact]
    public async Task A_failed_build_leaves_the_earlier_archive_and_nothing_else()
    {
        _output.With("app.tar", "earlier");

        await Assert.ThrowsAsync<ProcessFailedException>(() => BuildKitFixture.SolveAsync(
            engine.Client, $"FROM debian:bookworm-slim\nRUN exit 3 # {_name}", Request("app.tar", ImageFormat.Docker), _ => { }));

        Assert.Equal(["app.tar"], _output.List());
        Assert.Equal("earlier", File.ReadAllText(_output.At("app.tar")));
    }

    [EngineFact]
    public async Task What_is_cancelled_while_it_is_saved_leaves_neither_file_nor_image()
    {
        await using var relay = Relay.To(engine.Client.Endpoint);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        relay.Gate.MaxDown = 10_000_000;
        var cancelling = CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitFixture.SolveAsync(
            client, $"FROM debian:bookworm-slim\nLABEL x={_name}", Request("app.tar", ImageFormat.Docker), _ => { }, cancellation.Token));
        await cancelling;

        Assert.Empty(_output.List());
        Assert.Null(await engine.Client.Api!.FindImageAsync(new PassingImage(engine.Client.Api, _output.At("app.tar")).Name, CancellationToken.None));

        async Task CancelAsync()
        {
            await relay.Gate.Held;
            Assert.Equal(["app.tar.new"], _output.List());
            relay.Gate.MaxDown = long.MaxValue;
            await cancellation.CancelAsync();
        }
    }

    [EngineFact]
    public Task An_archive_whose_connection_breaks_is_saved_again() => BreakAsync(engine.Client.Endpoint);

    [StoreFact]
    public Task An_archive_whose_connection_breaks_is_sent_again() => BreakAsync(store.Client.Endpoint, "scratch");

    [EngineFact]
    public async Task An_archive_that_cannot_be_written_is_one_error_that_names_it()
    {
        Directory.CreateDirectory(_output.At("app.tar/taken"));

        var error = await Assert.ThrowsAsync<CodedException>(() => WriteAsync(engine.Client, "app.tar", ImageFormat.Docker));

        Assert.Equal(BuildKitCodes.ExportNotWritable, error.Diagnostic.Code);
        Assert.Contains(_output.At("app.tar"), error.Message, StringComparison.Ordinal);
        Assert.Equal(["app.tar/", "app.tar/taken/"], _output.List());
    }

    [StoreFact]
    public async Task An_engine_with_containerds_store_sends_archives_of_both_forms_and_keeps_no_image()
    {
        await WriteAsync(store.Client, "docker.tar.gz", ImageFormat.Docker, "scratch");
        await WriteAsync(store.Client, "oci.tar", ImageFormat.Oci, "scratch");

        Assert.Equal([$"{_name}:1", $"me/{_name}:2"], NamesIn(Text("docker.tar.gz", "manifest.json")).OrderDescending(StringComparer.Ordinal));
        AssertIsLayout("oci.tar");
        Assert.Null(await store.Client.Api!.FindImageAsync($"{_name}:1", CancellationToken.None));
    }

    [StoreFact]
    public async Task A_buildkitd_pushes_and_writes_archives()
    {
        await using var relay = Relay.Daemon(store.Client.Endpoint);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        var image = $"{registry.Host}/{_name}:1";

        await WriteAsync(client, "app.tar", ImageFormat.Docker, "scratch");
        var pushed = await BuildKitFixture.SolveAsync(
            client,
            "FROM scratch\nLABEL a=b",
            new SolveRequest { Folders = [], Export = new SolveExport.Image([image], Push: true, ImageFormat.Oci), Credentials = registry.Credentials },
            _ => { });

        Assert.Equal(BuilderKind.BuildKitDaemon, client.Capabilities.Kind);
        Assert.Contains($"{_name}:1", NamesIn(Text("app.tar", "manifest.json")));
        Assert.StartsWith("sha256:", pushed.ImageDigest, StringComparison.Ordinal);
        Assert.Contains("application/vnd.oci.image.manifest", pushed.Values["containerimage.descriptor"] is var text ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : "", StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_form_that_the_engine_does_not_make_is_an_error_before_the_build()
    {
        var error = await Assert.ThrowsAsync<CodedException>(() => BuildKitFixture.SolveAsync(
            engine.Client, "FROM nonsense:1", new SolveRequest { Folders = [], Export = new SolveExport.Image([$"{_name}:1"], Format: ImageFormat.Oci) }, _ => { }));

        Assert.Equal(BuildKitCodes.ImageFormatUnsupported, error.Diagnostic.Code);
    }

    public void Dispose() => _output.Dispose();

    private Task<SolveResult> WriteAsync(BuildKitClient client, string file, ImageFormat format, string from = "debian:bookworm-slim") =>
        BuildKitFixture.SolveAsync(client, $"FROM {from}\nLABEL x={_name}", Request(file, format), _ => { });

    private async Task BreakAsync(Endpoint endpoint, string from = "debian:bookworm-slim")
    {
        await using var relay = Relay.To(endpoint);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        relay.Gate.BreakAt("ustar");
        List<SolveEvent> events = [];

        await BuildKitFixture.SolveAsync(client, $"FROM {from}\nLABEL x={_name}", Request("app.tar", ImageFormat.Docker), events.Add);

        Assert.Single(events.OfType<SolveRepeated>());
        Assert.Equal(["app.tar"], _output.List());
        Assert.Contains($"{_name}:1", NamesIn(Text("app.tar", "manifest.json")));
    }

    private SolveRequest Request(string file, ImageFormat format) => new()
    {
        Folders = [],
        Export = new SolveExport.Archive(_output.At(file), [$"{_name}:1", $"me/{_name}:2"], format),
    };

    private void AssertIsLayout(string file)
    {
        Assert.Contains("imageLayoutVersion", Text(file, "oci-layout"), StringComparison.Ordinal);
        Assert.Contains($"{_name}:1", NamesIn(Text(file, "manifest.json")));
        using var index = JsonDocument.Parse(Text(file, "index.json"));
        var manifests = index.RootElement.GetProperty("manifests").EnumerateArray().ToList();
        Assert.Equal(
            [$"docker.io/library/{_name}:1", $"docker.io/me/{_name}:2"],
            manifests.Select(manifest => manifest.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(manifests, manifest => Assert.Equal("application/vnd.oci.image.manifest.v1+json", manifest.GetProperty("mediaType").GetString()));
        var digest = manifests[0].GetProperty("digest").GetString()!.Replace(':', '/');
        Assert.Contains($"blobs/{digest}", Entries(file));
    }

    private static IEnumerable<string?> NamesIn(string manifest)
    {
        using var json = JsonDocument.Parse(manifest);
        return [.. Assert.Single(json.RootElement.EnumerateArray()).GetProperty("RepoTags").EnumerateArray().Select(name => name.GetString())];
    }

    private string Text(string file, string entry)
    {
        using var tar = Open(file);
        while (tar.GetNextEntry() is { } next)
        {
            if (next.Name == entry)
                return new StreamReader(next.DataStream!).ReadToEnd();
        }

        throw new InvalidOperationException($"{file} has no {entry}.");
    }

    private List<string> Entries(string file)
    {
        using var tar = Open(file);
        List<string> names = [];
        while (tar.GetNextEntry() is { } next)
            names.Add(next.Name);
        return names;
    }

    private TarReader Open(string file)
    {
        var stream = File.OpenRead(_output.At(file));
        return new TarReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }
}
