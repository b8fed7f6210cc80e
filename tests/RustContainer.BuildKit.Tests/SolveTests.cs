using System.Collections.Concurrent;

namespace RustContainer.BuildKit.Tests;

[Trait("Needs", "engine")]
public sealed class SolveTests(BuildKitFixture engine) : IClassFixture<BuildKitFixture>
{
    private static readonly SolveRequest Empty = new() { Folders = [] };
    private readonly string _unique = Guid.NewGuid().ToString("N");

    [EngineFact]
    public async Task A_build_exports_files_with_odd_names_and_their_modes()
    {
        using var context = new TempFolder()
            .With("a/b", "1").With("a-b", "2").With("a.b", "3").With("d é/x y", "4").With("😀", "5").With("\uFF21", "6").With("empty", "");
        File.CreateSymbolicLink(context.At("link"), "a/b");
        File.SetUnixFileMode(context.At("a-b"), (UnixFileMode)0b111_101_101);
        using var output = new TempFolder();

        await engine.SolveAsync(
            "FROM scratch\nCOPY . /",
            CopyOf(context, output));

        Assert.Equal(context.List(), output.List());
        Assert.Equal("4", File.ReadAllText(output.At("d é/x y")));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(output.At("a-b")));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(output.At("a.b")));
    }

    [EngineFact]
    public async Task The_patterns_of_a_dockerignore_decide_what_is_sent()
    {
        using var context = new TempFolder()
            .With(".dockerignore", "**/*.log\n!keep/**/z.log\nout\n!out/only\n")
            .With("a.log", "").With("src/b.log", "")
            .With("keep/q/z.log", "").With("keep/q/y.log", "").With("out/x/y", "").With("out/only", "")
            .With("src/main.rs", "");
        using var output = new TempFolder();

        await engine.SolveAsync(
            "FROM scratch\nCOPY . /",
            CopyOf(context, output));

        Assert.Equal(
            [".dockerignore", "keep/", "keep/q/", "keep/q/z.log", "out/", "out/only", "src/", "src/main.rs"], output.List());
    }

    [EngineFact]
    public async Task More_patterns_than_a_web_server_takes_header_fields_are_no_trouble()
    {
        using var context = new TempFolder()
            .With(".dockerignore", string.Concat(Enumerable.Range(0, 3000).Select(i => $"x{i}\n"))).With("x2999", "").With("é", "");
        using var output = new TempFolder();

        await engine.SolveAsync(
            "FROM scratch\nCOPY . /",
            CopyOf(context, output));

        Assert.Equal([".dockerignore", "é"], output.List());
    }

    [EngineFact]
    public async Task Only_what_the_Dockerfile_copies_is_sent_with_what_links_on_the_way_lead_to()
    {
        using var context = new TempFolder().With("real/dir/file", "content").With("unused/file", new string('x', 10_000));
        File.CreateSymbolicLink(context.At("way"), "real/dir");
        using var output = new TempFolder();
        var events = new ConcurrentQueue<SolveEvent>();

        await engine.SolveAsync(
            "FROM scratch\nCOPY way/file /f",
            CopyOf(context, output),
            events);

        Assert.Equal("content", File.ReadAllText(output.At("f")));
        Assert.Equal([0, 7], events.OfType<FolderSent>().Where(s => s.Name == "context").Select(s => s.Bytes));
    }

    [EngineFact]
    public async Task A_step_that_ran_before_is_cached_and_does_not_start()
    {
        var dockerfile = $"FROM debian:bookworm-slim\nRUN echo {_unique}";
        var first = new ConcurrentQueue<SolveEvent>();
        await engine.SolveAsync(dockerfile, Empty, first);
        var second = new ConcurrentQueue<SolveEvent>();
        await engine.SolveAsync(dockerfile, Empty, second);

        Assert.Contains(first.OfType<VertexLog>(), l => l.Line == _unique && l.Stream == 1);
        Assert.Contains(
            first.OfType<VertexFinished>(), v => v.Name.Contains(_unique, StringComparison.Ordinal) && !v.Cached && v.Seconds > 0);
        Assert.True(Assert.Single(second.OfType<VertexFinished>(), v => v.Name.Contains(_unique, StringComparison.Ordinal)).Cached);
        Assert.DoesNotContain(second.OfType<VertexStarted>(), v => v.Name.Contains(_unique, StringComparison.Ordinal));
    }

    [EngineFact]
    public async Task A_file_that_changes_but_keeps_size_and_time_is_sent_again_and_an_unchanged_one_is_not()
    {
        using var context = new TempFolder().With("same", _unique).With("changed", "aaaa");
        using var output = new TempFolder();
        var time = File.GetLastWriteTimeUtc(context.At("changed"));
        var request = new SolveRequest
        {
            Folders = [SyncDirectory.FromFolder("context", context.Path)],
            Export = new SolveExport.Folder(output.Path),
            SharedKey = _unique,
        };
        await engine.SolveAsync("FROM scratch\nCOPY . /", request);
        context.With("changed", "bbbb");
        File.SetLastWriteTimeUtc(context.At("changed"), time);
        var events = new ConcurrentQueue<SolveEvent>();

        await engine.SolveAsync(
            "FROM scratch\nCOPY . /", request with { Folders = [SyncDirectory.FromFolder("context", context.Path)] }, events);

        Assert.Equal("bbbb", File.ReadAllText(output.At("changed")));
        Assert.Equal(1, events.OfType<FolderSent>().Where(s => s.Name == "context").Sum(s => s.Files));
    }

    [EngineFact]
    public async Task A_named_context_and_build_arguments_reach_the_Dockerfile()
    {
        using var other = new TempFolder().With("f", "from other");
        using var output = new TempFolder();

        await engine.SolveAsync(
            "FROM debian:bookworm-slim AS b\nARG X\nCOPY --from=other f /o/f\nRUN echo \"$X\" > /o/x\n"
                + "FROM scratch AS pick\nCOPY --from=b /o /\nFROM b",
            new SolveRequest
            {
                Folders = [SyncDirectory.FromFolder("other", other.Path)],
                Target = "pick",
                Platform = "linux/amd64",
                BuildArguments = new Dictionary<string, string> { ["X"] = "a \"b\" $c\nd" },
                Export = new SolveExport.Folder(output.Path),
            });

        Assert.Equal("from other", File.ReadAllText(output.At("f")));
        Assert.Equal("a \"b\" $c\nd\n", File.ReadAllText(output.At("x")));
    }

    [EngineFact]
    public async Task An_image_gets_its_names_and_the_engine_knows_it_under_the_id_that_is_told()
    {
        var name = $"rustcontainer-test/{_unique}:1";
        using var context = new TempFolder().With("f", _unique);

        var result = await engine.SolveAsync(
            "FROM scratch\nCOPY f /",
            new SolveRequest { Folders = [SyncDirectory.FromFolder("context", context.Path)], Export = new SolveExport.Image([name]) });

        var api = engine.Client.Api!;
        Assert.Equal(result.ImageId, await api.FindImageAsync(name, CancellationToken.None));
        await api.TagImageAsync(name, $"rustcontainer-test/{_unique}", "2", CancellationToken.None);
        Assert.True(await api.RemoveImageAsync(name, CancellationToken.None));
        Assert.Null(await api.FindImageAsync(name, CancellationToken.None));
        Assert.True(await api.RemoveImageAsync($"rustcontainer-test/{_unique}:2", CancellationToken.None));
        Assert.False(await api.RemoveImageAsync(name, CancellationToken.None));
    }

    [EngineFact]
    public async Task Solves_run_one_after_another_and_at_once_on_one_client()
    {
        using var context = new TempFolder().With("f", _unique);
        var request = new SolveRequest { Folders = [SyncDirectory.FromFolder("context", context.Path)] };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => engine.SolveAsync($"FROM scratch\nCOPY f /{i}", request)));
        for (var i = 0; i < 4; i++)
            await engine.SolveAsync($"FROM scratch\nCOPY f /{i}", request);
    }

    [EngineFact]
    public async Task The_engine_tells_its_version_and_workers()
    {
        Assert.Equal("linux", engine.Client.Engine!.OperatingSystem);
        Assert.Contains(engine.Client.Workers, w => w.Platforms.Any(p => p.StartsWith("linux/", StringComparison.Ordinal)));
        Assert.NotEmpty(await engine.Client.BuildKitVersionAsync(CancellationToken.None));
    }

    [EngineFact]
    public async Task An_engine_without_the_upgrade_is_spoken_to_in_HTTP2_from_the_start()
    {
        await using var relay = Relay.WithoutUpgradeTo(engine.Client.Endpoint);
        await using var client = await BuildKitClient.ConnectAsync(new Endpoint(relay.Address, "test"), CancellationToken.None);
        using var output = new TempFolder();

        await BuildKitFixture.SolveAsync(
            client, "FROM debian:bookworm-slim AS b\nRUN echo x > /x\nFROM scratch\nCOPY --from=b /x /",
            Empty with { Export = new SolveExport.Folder(output.Path) }, _ => { });

        Assert.Equal(["x"], output.List());
    }

    private static SolveRequest CopyOf(TempFolder context, TempFolder output) =>
        new() { Folders = [SyncDirectory.FromFolder("context", context.Path)], Export = new SolveExport.Folder(output.Path) };
}
