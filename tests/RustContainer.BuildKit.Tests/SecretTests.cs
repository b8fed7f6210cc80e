using RustContainer.Contract;

namespace RustContainer.BuildKit.Tests;

public sealed class SecretTests(BuildKitFixture engine) : IClassFixture<BuildKitFixture>, IDisposable
{
    // Named anew for each test: the environment is the whole process's.
    private readonly string _variable = $"SECRET_{Guid.NewGuid():N}".ToUpperInvariant();
    private readonly string _unique = Guid.NewGuid().ToString("N");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_step_reads_a_variable_and_a_file_of_any_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, SecretSource.MaxLength).Select(i => (byte)i)];
        File.WriteAllBytes(_folder.At("file"), bytes);
        Environment.SetEnvironmentVariable(_variable, "größe\nzwei");
        using var output = new TempFolder();

        await engine.SolveAsync(
            $"""
            FROM debian:bookworm-slim AS b
            RUN --mount=type=secret,id=v,required=true --mount=type=secret,id=f,target=/etc/f --mount=type=secret,id=none mkdir /o && cp /run/secrets/v /etc/f /o/ && ls /run/secrets >/o/list # {_unique}
            FROM scratch
            COPY --from=b /o /
            """,
            new SolveRequest
            {
                Folders = [],
                Secrets = [new SecretSource("v", Env: _variable), new SecretSource("f", File: _folder.At("file"))],
                Export = new SolveExport.Folder(output.Path),
            });

        Assert.Equal("größe\nzwei", File.ReadAllText(output.At("v")));
        Assert.Equal(bytes, File.ReadAllBytes(output.At("f")));
        Assert.Equal("v\n", File.ReadAllText(output.At("list")));
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_required_secret_that_is_not_offered_fails_its_step()
    {
        var e = await Assert.ThrowsAnyAsync<SolveException>(() => engine.SolveAsync(
            $"FROM debian:bookworm-slim\nRUN --mount=type=secret,id=mine,required=true true # {_unique}", new SolveRequest { Folders = [] }));

        Assert.Contains("mine", e.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    [Trait("Needs", "engine")]
    public async Task A_secret_that_is_gone_when_it_is_asked_for_is_the_error_of_the_solve()
    {
        var e = await Assert.ThrowsAsync<CodedException>(() => engine.SolveAsync(
            $"FROM debian:bookworm-slim\nRUN --mount=type=secret,id=s true # {_unique}",
            new SolveRequest { Folders = [], Secrets = [new SecretSource("s", Env: _variable)] }));

        Assert.Equal(ContractCodes.SecretMissing, e.Diagnostic.Code);
        Assert.Contains(_variable, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_variable_that_is_not_set_or_empty_is_missing(string? value)
    {
        Environment.SetEnvironmentVariable(_variable, value);

        Assert.Equal(ContractCodes.SecretMissing, (await FailAsync(new SecretSource("s", Env: _variable))).Diagnostic.Code);
    }

    [Fact]
    public async Task A_value_that_was_written_in_place_of_a_variables_name_is_not_shown()
    {
        var e = await FailAsync(new SecretSource("s", Env: "ghp_aValueAndNoName"));

        Assert.Equal(ContractCodes.SecretMissing, e.Diagnostic.Code);
        Assert.DoesNotContain("ghp", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_missing()
    {
        var e = await FailAsync(new SecretSource("s", File: _folder.At("none/file")));

        Assert.Equal(ContractCodes.SecretMissing, e.Diagnostic.Code);
        Assert.Contains(_folder.At("none/file"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_and_a_file_that_is_too_long_or_never_ends_are_refused()
    {
        File.WriteAllBytes(_folder.At("long"), new byte[SecretSource.MaxLength + 1]);

        foreach (var path in new[] { _folder.Path, _folder.At("long"), "/dev/zero" })
            Assert.Equal(ContractCodes.SecretUnreadable, (await FailAsync(new SecretSource("s", File: path))).Diagnostic.Code);
    }

    private static Task<CodedException> FailAsync(SecretSource secret) =>
        Assert.ThrowsAsync<CodedException>(() => SolveSources.CheckAsync([secret], [], CancellationToken.None));
}
