using System.Text;
using RustContainer.Contract;

namespace RustContainer.Staging.Tests;

public sealed class StagedFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("staged ü ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_files_whose_bytes_changed_are_written()
    {
        var files = Files(("Dockerfile", "one"), ("skeleton/Cargo.toml", "two"));
        Assert.Equal(["Dockerfile", "skeleton/Cargo.toml"], StagedFolder.Write(_folder, files));
        var before = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var path in files.Keys)
            File.SetLastWriteTimeUtc(Path.Combine(_folder, path), before);

        Assert.Empty(StagedFolder.Write(_folder, files));
        Assert.Equal(["Dockerfile"], StagedFolder.Write(_folder, Files(("Dockerfile", "eno"), ("skeleton/Cargo.toml", "two"))));

        Assert.Equal("eno", File.ReadAllText(Path.Combine(_folder, "Dockerfile")));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(_folder, "skeleton", "Cargo.toml")));
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(Path.Combine(_folder, "Dockerfile")));
    }

    [Fact]
    public void Files_that_are_staged_no_more_go_and_others_that_are_named_stay()
    {
        StagedFolder.Write(_folder, Files(("a", "1"), ("old/deep/b", "2"), ("was", "3")));
        Directory.CreateDirectory(Path.Combine(_folder, "artifacts", "bin"));
        File.WriteAllText(Path.Combine(_folder, "artifacts", "bin", "app"), "");

        var changed = StagedFolder.Write(_folder, Files(("a", "1"), ("was/folder", "4")), "artifacts");

        Assert.Equal(["old/deep/b", "was", "was/folder"], changed);
        Assert.Equal(["a", "artifacts", "was"],
            Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder, "artifacts", "bin", "app")));
        Assert.Equal(["old/deep/b"], StagedFolder.Write(_folder, Files(("a", "1"), ("was/folder", "4"), ("old/deep/b", "2")), "artifacts"));
        Assert.Equal(["old/deep/b", "was", "was/folder"], StagedFolder.Write(_folder, Files(("a", "1"), ("was", "3")), "artifacts"));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/out")]
    [InlineData("a/../../out")]
    [InlineData("a\\..\\out")]
    [InlineData("C:out")]
    [InlineData("")]
    public void Nothing_is_written_outside_of_the_folder(string path)
    {
        var error = Assert.Throws<CodedException>(() => StagedFolder.Write(Path.Combine(_folder, "in"), Files((path, "x"))));

        Assert.Equal(StagingCodes.CannotStage, error.Diagnostic.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_names_it()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        var error = Assert.Throws<CodedException>(() => StagedFolder.Write(Path.Combine(_folder, "file", "in"), Files(("a", "1"))));

        Assert.Equal(StagingCodes.CannotStage, error.Diagnostic.Code);
        Assert.Contains(Path.Combine(_folder, "file", "in"), error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Files(params (string Path, string Text)[] files) =>
        files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetBytes(file.Text));
}
