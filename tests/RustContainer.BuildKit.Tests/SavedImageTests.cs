using System.Formats.Tar;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

/// <summary>What becomes of the tar that an engine saves, or that what looks like one sends.</summary>
public sealed class SavedImageTests : IDisposable
{
    private const string Manifest = """[{"Config":"c.json","RepoTags":["passing:1"],"Layers":[]}]""";
    private const string Index = """{"manifests":[{"mediaType":"m","digest":"sha256:d","size":1,"annotations":{"io.containerd.image.name":"passing"}}]}""";
    private static readonly string Long = $"blobs/{new string('é', 150)}";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Names_are_replaced_and_all_else_stays()
    {
        await CopyAsync(Tar(("a", "content"), (Long, "long"), ("index.json", Index), ("manifest.json", Manifest), ("repositories", "{}"), ("z", "")), ImageFormat.Docker);

        Assert.Equal(
            [("a", "content"), (Long, "long"), ("z", ""), ("index.json", Index.Replace("\"passing\"", "\"docker.io/library/app:2\",\"org.opencontainers.image.ref.name\":\"2\"", StringComparison.Ordinal)),
                ("manifest.json", Manifest.Replace("passing:1", "app:2", StringComparison.Ordinal))],
            Entries());
    }

    [Fact]
    public async Task An_engine_before_25_saves_no_layout()
    {
        var tar = Tar(("manifest.json", Manifest), ("repositories", "{}"));

        await CopyAsync(tar, ImageFormat.Docker);

        Assert.Equal(["manifest.json"], Entries().Select(entry => entry.Name));
        await RefusedAsync(tar, ImageFormat.Oci);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[{},{}]")]
    [InlineData("[7]")]
    [InlineData("""[{"RepoTags":1,"RepoTags":2}]""")]
    public Task A_manifest_of_anything_but_one_image_is_refused(string manifest) => RefusedAsync(Tar(("manifest.json", manifest)));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"manifests":{}}""")]
    [InlineData("""{"manifests":[]}""")]
    [InlineData("""{"manifests":[1]}""")]
    public Task An_index_of_anything_but_one_image_is_refused(string index) => RefusedAsync(Tar(("index.json", index), ("manifest.json", Manifest)));

    [Fact]
    public async Task A_tar_that_ends_early_or_is_none_is_refused()
    {
        var tar = Tar(("a", new string('x', 2000)), ("manifest.json", Manifest));

        foreach (var length in (int[])[0, 1, 511, 512, 1000, 2560, 4000])
            await RefusedAsync(tar[..length]);
        await RefusedAsync(Encoding.ASCII.GetBytes(new string('x', 2000)));
    }

    [Fact]
    public Task A_part_that_would_have_to_be_kept_and_is_too_long_is_refused() => RefusedAsync(Tar(("manifest.json", new string(' ', 5 << 20))));

    [Fact]
    public async Task Any_bytes_are_an_archive_or_one_error()
    {
        var valid = Tar(("a", "content"), (Long, "long"), ("index.json", Index), ("manifest.json", Manifest));
        for (var seed = 0; seed < 400; seed++)
        {
            try
            {
                await CopyAsync(new Random(seed).Mutate(valid), ImageFormat.Docker);
            }
            catch (CodedException e) when (e.Diagnostic.Code == BuildKitCodes.ProtocolViolation)
            {
                // Refused.
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task RefusedAsync(byte[] tar, ImageFormat format = ImageFormat.Docker)
    {
        _folder.With("app.tar", "earlier");

        var error = await Assert.ThrowsAsync<CodedException>(() => CopyAsync(tar, format));

        Assert.Equal(BuildKitCodes.ProtocolViolation, error.Diagnostic.Code);
        Assert.Equal("earlier", File.ReadAllText(_folder.At("app.tar")));
        Assert.Equal(["app.tar"], _folder.List());
    }

    private async Task CopyAsync(byte[] tar, ImageFormat format)
    {
        await using var file = ArchiveFile.Create(_folder.At("app.tar"));
        await new SavedImage(new PatientReader(new MemoryStream(tar), "more"), file, ["app:2"], format).CopyAsync(CancellationToken.None);
        await file.CompleteAsync();
    }

    private static byte[] Tar(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        return bytes.ToArray();
    }

    private List<(string Name, string Content)> Entries()
    {
        using var tar = new TarReader(File.OpenRead(_folder.At("app.tar")));
        List<(string, string)> entries = [];
        while (tar.GetNextEntry() is { } next)
            entries.Add((next.Name, next.DataStream is { } data ? new StreamReader(data).ReadToEnd() : ""));
        return entries;
    }
}
