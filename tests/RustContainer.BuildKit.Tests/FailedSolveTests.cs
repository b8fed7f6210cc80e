using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

[Trait("Needs", "engine")]
public sealed class FailedSolveTests(BuildKitFixture engine) : IClassFixture<BuildKitFixture>
{
    private static readonly SolveRequest Empty = new() { Folders = [] };
    private readonly string _unique = Guid.NewGuid().ToString("N");

    [EngineFact]
    public async Task A_failing_step_tells_exit_code_name_line_and_what_it_printed()
    {
        var events = new ConcurrentQueue<SolveEvent>();

        var error = await Assert.ThrowsAsync<ProcessFailedException>(
            () => engine.SolveAsync(
                $"FROM debian:bookworm-slim\nRUN echo one; printf 'tw\\303\\251' >&2; exit 37 # {_unique}", Empty, events));

        Assert.Equal(37, error.ExitCode);
        Assert.Contains("exit 37", error.VertexName, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(error.Sources).Line);
        Assert.Equal(["one"], events.OfType<VertexLog>().Where(l => l.Stream == 1).Select(l => l.Line));
        Assert.Equal(["twé"], events.OfType<VertexLog>().Where(l => l.Stream == 2).Select(l => l.Line));
        Assert.Contains(events.OfType<VertexFinished>(), v => v.Digest == error.VertexDigest && v.Error is not null);
    }

    [EngineFact]
    public async Task A_Dockerfile_that_cannot_be_read_tells_the_line()
    {
        var error = await Assert.ThrowsAsync<DockerfileException>(() => engine.SolveAsync("FROM scratch\nBAKE x\n", Empty));

        Assert.Equal(2, error.Line);
        Assert.Contains("BAKE", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_stage_that_does_not_exist_is_an_error_of_the_Dockerfile()
    {
        var error = await Assert.ThrowsAsync<DockerfileException>(
            () => engine.SolveAsync("FROM scratch\n", Empty with { Target = "nowhere" }));

        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_base_image_that_cannot_be_had_is_named_with_a_remedy()
    {
        var error = await Assert.ThrowsAsync<ImageNotResolvedException>(
            () => engine.SolveAsync("FROM registry.invalid:5000/no/such:1.2\nCOPY x /", Empty));

        Assert.Equal(BuildKitCodes.ImageNotResolved, error.Diagnostic.Code);
        Assert.Equal(1, Assert.Single(error.Sources).Line);
        Assert.StartsWith("The image 'registry.invalid:5000/no/such:1.2' cannot be had", error.Message, StringComparison.Ordinal);
        Assert.Contains("docker load", error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_file_that_is_not_what_was_listed_any_more_fails_the_solve()
    {
        var listed = SHA256.HashData("before"u8);
        var entry = new SyncEntry
        {
            Path = "src/f",
            Size = 6,
            ModTimeUnixNanoseconds = SyncEntry.TimeFromHash(listed),
            ExpectedSha256 = listed,
            Open = () => new MemoryStream(Encoding.UTF8.GetBytes("after!")),
        };

        var error = await Assert.ThrowsAsync<CodedException>(
            () => engine.SolveAsync("FROM scratch\nCOPY . /", new SolveRequest { Folders = [new SyncDirectory("context", [entry])] }));

        Assert.Equal(BuildKitCodes.SourceFileChanged, error.Diagnostic.Code);
        Assert.Equal("src/f", error.Diagnostic.File);
    }

    [EngineFact]
    public async Task What_may_not_be_exported_fails_the_solve_with_the_path()
    {
        using var output = new TempFolder();

        var error = await Assert.ThrowsAsync<CodedException>(() => engine.SolveAsync(
            $"FROM debian:bookworm-slim AS b\nRUN mkdir /o && ln -s /etc/passwd /o/evil # {_unique}\nFROM scratch\nCOPY --from=b /o /",
            Empty with { Export = new SolveExport.Folder(output.Path) }));

        Assert.Equal(BuildKitCodes.ExportRefused, error.Diagnostic.Code);
        Assert.Contains("'evil'", error.Message, StringComparison.Ordinal);
        Assert.Empty(output.List());
    }

    [EngineFact]
    public async Task An_export_folder_that_cannot_be_made_fails_the_solve_at_once_with_its_path()
    {
        using var output = new TempFolder().With("file", "");
        var events = new ConcurrentQueue<SolveEvent>();
        var folder = output.At("file/out");

        var error = await Assert.ThrowsAsync<CodedException>(() => engine.SolveAsync(
            "FROM scratch\nCOPY f /",
            new SolveRequest { Folders = [new SyncDirectory("context", [new SyncEntry { Path = "f" }])], Export = new SolveExport.Folder(folder) },
            events));

        Assert.Equal(BuildKitCodes.ExportNotWritable, error.Diagnostic.Code);
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(events, happened => happened is SolveRepeated);
    }

    [EngineFact]
    public async Task Cancelling_kills_the_step_and_frees_its_cache_mount()
    {
        var seconds = $"99{Random.Shared.Next(100_000_000, 999_999_999)}";
        var mount = $"--mount=type=cache,id=t{_unique},target=/c,sharing=locked";
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildKitFixture.SolveAsync(
            engine.Client,
            $"FROM debian:bookworm-slim\nRUN {mount} echo ready && exec sleep {seconds}",
            Empty,
            e =>
            {
                if (e is VertexLog { Line: "ready" })
                    cancel.Cancel();
            },
            cancel.Token));

        Assert.True(cancel.IsCancellationRequested, "The step never printed that it runs.");
        Assert.DoesNotContain($"sleep\0{seconds}\0", CommandLines());
        await engine.SolveAsync($"FROM debian:bookworm-slim\nRUN {mount} echo {_unique}", Empty);
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.Exists("/proc") ? Directory.GetDirectories("/proc") : [])
        {
            string line;
            try
            {
                line = File.ReadAllText($"{process}/cmdline");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return line;
        }
    }
}
