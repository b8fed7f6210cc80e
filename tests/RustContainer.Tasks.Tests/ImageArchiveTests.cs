using System.Formats.Tar;
using RustContainer.Contract;
using RustContainer.Tasks.Project;

namespace RustContainer.Tasks.Tests;

/// <summary>Where ContainerArchiveOutputPath puts the image.</summary>
public sealed class ImageArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rustcontainer-archive-").FullName;

    [Theory]
    [InlineData("", "")]
    [InlineData("out/app.tar", "out/app.tar")]
    [InlineData("out\\app.tar", "out/app.tar")]
    [InlineData("out/", "out/me/app.tar.gz")]
    [InlineData("out\\", "out/me/app.tar.gz")]
    [InlineData("there", "there/me/app.tar.gz")]
    [InlineData("../x.tgz", "../x.tgz")]
    public void A_folder_gets_a_file_named_like_the_image_and_a_file_is_itself(string value, string path)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "there"));

        Assert.Equal(path.Length == 0 ? "" : Path.GetFullPath(Path.Combine(_folder, path)), PathOf(value));
    }

    [Fact]
    public void An_earlier_archive_and_an_empty_file_are_replaced_and_nothing_else_is()
    {
        File.WriteAllText(At("empty"), "");
        File.WriteAllBytes(At("compressed"), [0x1f, 0x8b, 8]);
        using (var tar = new TarWriter(File.Create(At("tar"))))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "a"));
        File.WriteAllText(At("Cargo.toml"), "[package]\n");

        Assert.All((string[])["empty", "compressed", "tar"], name => Assert.Equal(At(name), PathOf(name)));
        var error = Assert.Throws<CodedException>(() => PathOf("Cargo.toml"));
        Assert.Equal(TaskCodes.NoArchive, error.Diagnostic.Code);
        Assert.Contains(At("Cargo.toml"), error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private string PathOf(string value) => ImageArchive.PathOf(value, _folder, "me/app:1");
}
