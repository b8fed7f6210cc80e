using System.Diagnostics;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Tests.Properties;

public class What_is_no_file_is_refused_before_it_is_opened
{
    private static readonly (string Path, string Text)[] Files =
        [("Cargo.toml", "[package]\nname = \"app\"\nversion = \"1.0.0\"\n[dependencies]\nlib = { path = \"lib\" }\n"), ("src/lib.rs", ""),
            ("lib/Cargo.toml", "[package]\nname = \"lib\"\nversion = \"1.0.0\"\n"), ("lib/src/lib.rs", ""), (".cargo/x", "")];

    public static TheoryData<string> Documents =>
        ["Cargo.toml", "lib/Cargo.toml", "Cargo.lock", ".cargo/config.toml", ".cargo/config", "rust-toolchain", "rust-toolchain.toml"];

    [UnixTheory]
    [MemberData(nameof(Documents))]
    public void A_pipe_that_nobody_writes_to(string document) => Refused(document, path => Run("mkfifo", path));

    [UnixTheory]
    [MemberData(nameof(Documents))]
    public void A_link_to_a_device_without_end(string document) => Refused(document, path => File.CreateSymbolicLink(path, "/dev/zero"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_directory(string document)
    {
        // In the place of the first manifest a directory is the project's folder, and that one has none.
        if (document != "Cargo.toml")
            Refused(document, path => Directory.CreateDirectory(path));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_file_that_is_too_large(string document) => Refused(document, path =>
    {
        using var file = File.Create(path);
        file.SetLength(1L << 30);
    });

    [UnixTheory]
    [MemberData(nameof(Documents))]
    public void A_file_that_may_not_be_read(string document) => Refused(document, path =>
    {
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.None);
    }, unlessReadable: true);

    private static void Refused(string document, Action<string> make, bool unlessReadable = false)
    {
        using var fixture = new CargoFixture(Files);
        var path = fixture.PathOf(document);
        File.Delete(path);
        make(path);
        // Nothing is forbidden to root.
        if (unlessReadable && Environment.UserName == "root")
            return;
        var error = Deadline.Run(() => WorkspaceReading.Check(fixture.PathOf("Cargo.toml")));
        Assert.Equal((TomlCodes.Unreadable, path), (error?.Code, error?.File));
    }

    private static void Run(string program, string argument)
    {
        using var process = Process.Start(program, [argument]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
