using RustContainer.Contract;
using RustContainer.Tasks.Results;

namespace RustContainer.Tasks.Tests;

public sealed class ResultsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rustcontainer-tasks-").FullName;

    [Fact]
    public void Equal_bytes_leave_the_file_in_bin_untouched()
    {
        ArtifactInstaller.Install(Write("out", "same"), At("bin/app"), executable: true);
        File.SetLastWriteTimeUtc(At("bin/app"), DateTime.UnixEpoch.AddYears(40));

        ArtifactInstaller.Install(Write("out", "same"), At("bin/app"), executable: true);

        Assert.Equal(DateTime.UnixEpoch.AddYears(40), File.GetLastWriteTimeUtc(At("bin/app")));
    }

    [Fact]
    public void A_program_that_may_not_be_run_any_more_is_not_intact_and_may_be_run_again_after_the_next_build()
    {
        if (OperatingSystem.IsWindows())
            return;
        ArtifactInstaller.Install(Write("out", "same"), At("bin/app"), executable: true);
        var before = OutputFile.Of(At("bin/app"));
        File.SetUnixFileMode(At("bin/app"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.False(before.IsIntact);
        ArtifactInstaller.Install(Write("out", "same"), At("bin/app"), executable: true);

        Assert.True(before.IsIntact);
    }

    [Fact]
    public void Other_bytes_of_the_same_size_get_a_later_time_even_if_the_clock_went_back()
    {
        ArtifactInstaller.Install(Write("out", "one"), At("bin/app"), executable: true);
        var ahead = DateTime.UtcNow.AddDays(1);
        File.SetLastWriteTimeUtc(At("bin/app"), ahead);

        ArtifactInstaller.Install(Write("out", "two"), At("bin/app"), executable: true);

        Assert.Equal("two", File.ReadAllText(At("bin/app")));
        Assert.True(File.GetLastWriteTimeUtc(At("bin/app")) > ahead);
        Assert.Equal(["app"], Directory.GetFiles(At("bin")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"fingerprint\": 1")]
    [InlineData("{}")]
    public void A_damaged_record_is_none(string text) => Assert.Null(BuildRecord.Read(Write("built.json", text)));

    [Fact]
    public void A_record_knows_that_an_output_was_replaced()
    {
        var output = Write("app", "mine");
        var record = new BuildRecord("print", "compiled", [OutputFile.Of(output)], new Dictionary<string, BuiltImage> { ["app:1"] = new("sha256:1", "") }, ["unused_variables"], new Dictionary<string, string> { ["debian"] = "" });
        record.Write(At("built.json"));

        var read = BuildRecord.Read(At("built.json"));
        Assert.Equal(("print", true), (read!.Fingerprint, read.OutputsAreIntact));
        Assert.Equal("sha256:1", read.Images["app:1"].Id);
        Assert.Equal(["unused_variables"], read.WarningCodes);
        Assert.Equal("", read.BaseImages["debian"]);

        File.WriteAllText(output, "theirs");
        Assert.False(read.OutputsAreIntact);
    }

    [Fact]
    public async Task A_staging_folder_is_one_builds_at_a_time_and_waiting_ends_when_cancelled()
    {
        var first = StagingLock.Take(At("obj/rustcontainer"), CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var second = Task.Run(() => StagingLock.Take(At("obj/rustcontainer"), cancellation.Token));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        var third = Task.Run(() => StagingLock.Take(At("obj/rustcontainer"), CancellationToken.None));
        await first.DisposeAsync();
        await (await third).DisposeAsync();
    }

    [Fact]
    public void A_lock_that_is_none_replaces_nothing()
    {
        var path = Write("Cargo.lock", "version = 4\n");

        Assert.Throws<CodedException>(() => LockFile.Replace(Write("resolved", "version = ["), path));

        Assert.Equal("version = 4\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_lock_says_in_one_line_what_came_and_went()
    {
        var path = Write("Cargo.lock", "version = 4\n\n[[package]]\nname = \"old\"\nversion = \"1.0.0\"\n");
        var resolved = Write("resolved", "version = 4\n\n[[package]]\nname = \"new\"\nversion = \"2.0.0\"\n");

        var said = LockFile.Replace(resolved, path);

        Assert.Equal($"Updated {path}: +new 2.0.0, -old 1.0.0.", said);
        Assert.Equal(File.ReadAllText(resolved), File.ReadAllText(path));
        Assert.Null(LockFile.Replace(resolved, path));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string At(string path) => Path.Combine(_root, path);

    private string Write(string path, string text)
    {
        File.WriteAllText(At(path), text);
        return At(path);
    }
}
