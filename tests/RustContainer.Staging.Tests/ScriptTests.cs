using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>Traps/traps.sh, run against the staged scripts in containers of the builder images.</summary>
[Trait("Needs", "engine")]
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scripts").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    [InlineData("rust:1-alpine")]
    [InlineData(Docker.OldRust)]
    public void Whatever_happens_to_the_sources_the_program_is_theirs(string image)
    {
        StagedFolder.Write(_folder, StagedScripts.All);

        var lines = Docker.Succeed(
            "run", "--rm", "--network", "none", "-e", "SCRIPTS=/staged", "-v", $"{_folder}:/staged:ro",
            "-v", $"{Path.Combine(AppContext.BaseDirectory, "Traps")}:/traps:ro", Docker.Image(image), "sh", "/traps/traps.sh").TrimEnd().Split('\n');

        Assert.True(lines.Length > 1 && lines[..^1].All(line => line.StartsWith("ok ", StringComparison.Ordinal)),
            string.Join('\n', lines));
        Assert.Equal("done", lines[^1]);
    }
}
