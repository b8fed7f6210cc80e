using RustContainer.Contract;

namespace RustContainer.Staging.Tests.Context;

public class ContextRecordTests
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);
    private static readonly string Marked = new('0', 64);

    [Fact]
    public void A_file_that_did_not_move_is_not_read_again()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs");
        var first = tree.Scan(later: Later).List;

        Assert.Equal([Marked, Marked], Hashes(tree.Scan(recorded: Mark(first)).List));
        Assert.Same(first, tree.Scan(recorded: first).List);
    }

    [Fact]
    public void A_file_touched_just_before_the_scan_is_read_again_the_next_time()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs");
        var first = tree.Scan().List;

        Assert.Equal(Hashes(first), Hashes(tree.Scan(recorded: Mark(first)).List));
    }

    [Fact]
    public void Other_bytes_of_the_same_size_with_the_same_or_an_older_time_are_seen()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ContextTree("Cargo.toml", "src/main.rs", "src/lib.rs");
        var first = tree.Scan(later: Later).List;
        var time = File.GetLastWriteTimeUtc(tree.At("src/main.rs"));
        tree.Write("src/main.rs", "SRC/MAIN.RS");
        File.SetLastWriteTimeUtc(tree.At("src/main.rs"), time);
        tree.Write("src/lib.rs", "SRC/LIB.RS");
        File.SetLastWriteTimeUtc(tree.At("src/lib.rs"), time.AddYears(-1));

        var second = tree.Scan(recorded: Mark(first)).List;

        Assert.Equal(Marked, second.Files[0].Sha256);
        Assert.DoesNotContain(Marked, Hashes(second)[1..]);
        Assert.NotEqual(first.Digest, second.Digest);
    }

    // A clone writes many files within one tick of the clock, and a folder's new name leaves its files' times.
    [Fact]
    public void Folders_that_changed_places_are_seen_although_their_files_agree_in_size_and_times()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var tree = new ContextTree("Cargo.toml", "dev/limit.rs", "live/limit.rs");
        tree.Write("dev/limit.rs", "100");
        tree.Write("live/limit.rs", "200");
        var first = tree.Scan(later: Later).List;
        Directory.Move(tree.At("dev"), tree.At("other"));
        Directory.Move(tree.At("live"), tree.At("dev"));
        Directory.Move(tree.At("other"), tree.At("live"));

        var times = tree.Scan(later: Later).List.Files;
        var recorded = new ContextList([.. first.Files.Zip(times, (file, now) => file with { ModifiedTicks = now.ModifiedTicks, ChangedTicks = now.ChangedTicks })]);

        Assert.NotEqual(first.Digest, tree.Scan(recorded: recorded).List.Digest);
    }

    [Fact]
    public void A_file_that_becomes_a_link_is_seen()
    {
        using var tree = new ContextTree("Cargo.toml", "a", "b");
        var first = tree.Scan(later: Later).List;
        File.Delete(tree.At("b"));
        File.CreateSymbolicLink(tree.At("b"), "a");

        Assert.Equal(ContextFileKind.SymbolicLink, tree.Scan(recorded: first).List.Files[2].Kind);
    }

    [Fact]
    public void A_touch_without_a_change_leaves_the_digest()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs");
        var first = tree.Scan(later: Later).List;
        tree.Write("src/main.rs", "src/main.rs");
        File.SetLastWriteTimeUtc(tree.At("src/main.rs"), DateTime.UtcNow.AddDays(-3));

        Assert.Equal(first.Digest, tree.Scan(recorded: first).List.Digest);
    }

    [Fact]
    public void What_comes_or_goes_changes_the_digest()
    {
        using var tree = new ContextTree("Cargo.toml", "src/main.rs", "src/lib.rs");
        var first = tree.Scan(later: Later).List;
        File.Delete(tree.At("src/lib.rs"));

        var second = tree.Scan(recorded: first).List;

        Assert.NotEqual(first.Digest, second.Digest);
        tree.Write("src/lib.rs", "src/lib.rs");
        Assert.Equal(first.Digest, tree.Scan(recorded: second).List.Digest);
    }

    [Fact]
    public void Many_files_read_by_many_threads_keep_their_order()
    {
        using var tree = new ContextTree([.. Enumerable.Range(0, 300).Select(i => $"src/{i % 7}/{i}.rs")]);

        var list = tree.Scan(later: Later).List;

        Assert.Equal(300, list.Files.Count);
        Assert.Equal(list.Digest, ContextList.Parse(list.ToString())!.Digest);
        Assert.Equal(Enumerable.Repeat(Marked, 300), Hashes(tree.Scan(recorded: Mark(list)).List));
    }

    private static string[] Hashes(ContextList list) => [.. list.Files.Select(file => file.Sha256)];

    private static ContextList Mark(ContextList list) => new([.. list.Files.Select(file => file with { Sha256 = Marked })]);
}
