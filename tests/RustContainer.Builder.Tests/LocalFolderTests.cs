using RustContainer.BuildKit;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

public sealed class LocalFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-local-").FullName;

    [Fact]
    public void A_file_that_another_program_has_open_to_write_is_sent()
    {
        var file = Path.Combine(_root, "a.log");
        File.WriteAllText(file, "said");
        new ContextList([new ContextFile("a.log", ContextFileKind.File, 4, 0, 0, 0, new string('0', 64))]).Write(Path.Combine(_root, "list"));
        using var writer = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        var entry = Assert.Single(LocalFolder.Of(new LocalSource("context", _root, "key", Path.Combine(_root, "list"))).Enumerate());

        using var content = new StreamReader(entry.Open!());
        Assert.Equal("said", content.ReadToEnd());
    }

    [Fact]
    public void A_Dockerfile_that_cannot_be_read_is_an_error_that_names_it()
    {
        var path = Path.Combine(_root, "Dockerfile");
        using var owner = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

        var error = Assert.Throws<CodedException>(() => LocalFolder.OfDockerfile(path).Enumerate());

        Assert.Equal((BuildKitCodes.SourceFileUnreadable, path), (error.Diagnostic.Code, error.Diagnostic.File));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
