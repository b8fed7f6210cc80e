using System.Formats.Tar;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>Images in files, as the .NET SDK's ContainerArchiveOutputPath asks for them.</summary>
[Trait("Needs", "engine")]
public sealed class ArchiveTests
{
    private readonly string _image = $"rustcontainer-test-{Guid.NewGuid():n}";

    [EngineFact]
    public void An_archive_is_written_once_and_again_after_it_was_deleted_and_docker_loads_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello("from the archive");
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <Target Name="Tell" AfterTargets="Publish">
                <Message Importance="high" Text="made %(GeneratedContainer.Identity) in $(GeneratedArchiveOutputPath)" />
              </Target>
            </Project>
            """);
        string[] publish = ["publish", "-p:ContainerRuntime=scratch", $"-p:ContainerRepository={_image}", "-p:ContainerArchiveOutputPath=out/app.tar.gz"];
        var archive = folder.At("out/app.tar.gz");

        var first = folder.DotNet(publish).Succeeded();
        Assert.Contains($"app -> {archive}", first.Output, StringComparison.Ordinal);
        Assert.Contains($"made {_image}:latest in {archive}", first.Output, StringComparison.Ordinal);
        Assert.Equal([archive], Directory.GetFiles(folder.At("out")));
        Assert.False(Docker.HasImage(_image));

        var second = folder.DotNet(publish).Succeeded();
        Assert.True(!second.Steps.Any(step => step.Contains('[')), "The archive changed the context, or its record, so that it is made again.");
        Assert.Contains($"made {_image}:latest in {archive}", second.Output, StringComparison.Ordinal);

        File.Delete(archive);
        Assert.Empty(folder.DotNet(publish).Succeeded().Compiled);
        Assert.Contains($"{_image}:latest", Docker.Succeed("load", "-i", archive), StringComparison.Ordinal);
        Assert.Equal("from the archive", Docker.Succeed("run", "--rm", _image));
        Docker.Succeed("image", "rm", _image);

        var written = File.GetLastWriteTimeUtc(archive);
        folder.Write("src/main.rs", "fn main() { nonsense }\n");
        folder.DotNet(publish).Failed();
        Assert.Equal([archive], Directory.GetFiles(folder.At("out")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(archive));
    }

    [EngineFact]
    public void In_a_folder_the_archive_is_named_like_the_image_and_OCI_makes_a_layout_of_it()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        folder.DotNet(
            "publish", "-p:ContainerRuntime=scratch", $"-p:ContainerRepository=me/{_image}", "-p:ContainerRegistry=registry.invalid",
            $"-p:ContainerArchiveOutputPath={folder.Base}/archives/", "-p:ContainerImageFormat=oci").Succeeded();

        using var compressed = File.OpenRead(Path.Combine(folder.Base, "archives", "me", $"{_image}.tar.gz"));
        using var tar = new TarReader(new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionMode.Decompress));
        var texts = new Dictionary<string, string>();
        while (tar.GetNextEntry() is { } entry)
            texts[entry.Name] = entry.Length < 10_000 && entry.DataStream is { } data ? new StreamReader(data).ReadToEnd() : "";
        Assert.Contains("imageLayoutVersion", texts["oci-layout"], StringComparison.Ordinal);
        Assert.Contains($"\"docker.io/me/{_image}:latest\"", texts["index.json"], StringComparison.Ordinal);
        compressed.Close();
        Docker.Succeed("load", "-i", compressed.Name);
        Docker.Succeed("image", "rm", $"me/{_image}");
    }

    [Fact]
    public void A_form_that_there_is_not_is_an_error()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        folder.DotNet("build", "-t:StageRustContainer", "-p:ContainerImageFormat=zip").SingleError("RUSTPROJ2075");
    }
}
