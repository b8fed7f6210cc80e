using System.Text;

namespace RustContainer.Contract.Tests;

public sealed class ContextListTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("context list ü").FullName;

    private static readonly ContextFile[] Files =
    [
        File("Cargo.toml", 40),
        File("a b/ü.rs", 7),
        new("run.sh", ContextFileKind.Executable, 12, 5, 6, 9, new string('b', 64)),
        new("to", ContextFileKind.SymbolicLink, 0, 7, 8, 10, new string('c', 64), "> a b/ü.rs "),
    ];

    private string ListPath => Path.Combine(_directory, "obj", "context.list");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_list_is_read_as_it_was_written()
    {
        Assert.True(new ContextList(Files).Write(ListPath));

        Assert.Equal(Files, ContextList.Read(ListPath)!.Files);
    }

    [Fact]
    public void An_empty_list_is_read_as_it_was_written()
    {
        new ContextList([]).Write(ListPath);

        Assert.Empty(ContextList.Read(ListPath)!.Files);
    }

    [Fact]
    public void A_file_that_holds_the_same_list_is_not_written()
    {
        new ContextList(Files).Write(ListPath);

        Assert.False(new ContextList([.. Files]).Write(ListPath));
    }

    [Fact]
    public void Without_a_file_there_is_no_list() => Assert.Null(ContextList.Read(ListPath));

    [Fact]
    public void A_list_that_lost_or_changed_any_byte_is_taken_for_absent()
    {
        var text = Encoding.UTF8.GetBytes(new ContextList(Files).ToString());
        for (var at = 0; at < text.Length; at++)
        {
            var damaged = text.ToArray();
            damaged[at] ^= 1;
            Assert.Null(ContextList.Parse(Encoding.UTF8.GetString(damaged)));
            Assert.Null(ContextList.Parse(Encoding.UTF8.GetString(text, 0, at)));
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_taken_for_absent()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ListPath)!);
        System.IO.File.WriteAllBytes(ListPath, [0xff, 0xfe, 0, 0xd8]);

        Assert.Null(ContextList.Read(ListPath));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/./b")]
    public void A_list_that_names_files_outside_of_its_root_is_taken_for_absent(string path) =>
        Assert.Null(ContextList.Parse(new ContextList([File(path, 1)]).ToString()));

    [Fact]
    public void A_list_in_another_order_is_refused() => Assert.Throws<ArgumentException>(() => new ContextList([Files[1], Files[0]]));

    [Fact]
    public void The_digest_follows_content_kind_and_path_and_not_the_times()
    {
        var digest = new ContextList(Files).Digest;

        Assert.Equal(digest, new ContextList([Files[0] with { ModifiedTicks = 99, ChangedTicks = 98, Inode = 97 }, .. Files[1..]]).Digest);
        Assert.NotEqual(digest, new ContextList([Files[0] with { Sha256 = new string('d', 64) }, .. Files[1..]]).Digest);
        Assert.NotEqual(digest, new ContextList([Files[0] with { Kind = ContextFileKind.Executable }, .. Files[1..]]).Digest);
        Assert.NotEqual(digest, new ContextList([Files[0] with { Path = "Cargo.tomk" }, .. Files[1..]]).Digest);
    }

    [Fact]
    public void The_order_is_depth_first_by_the_bytes_of_each_name()
    {
        string[] expected = ["A", "a", "a/b", "a/b/c", "a-b", "a.b", "a0", "b", "z", "ü", "\uFB01", "\U0001F980", "\U0001F980/x"];
        var shuffled = expected.Reverse().ToArray();

        Array.Sort(shuffled, ContextListOrder.Instance);

        Assert.Equal(expected, shuffled);
        var names = expected.Where(path => !path.Contains('/', StringComparison.Ordinal)).ToArray();
        Assert.Equal(names, names.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal));
    }

    private static ContextFile File(string path, long size) => new(path, ContextFileKind.File, size, 3, 4, long.MaxValue, new string('a', 64));
}
