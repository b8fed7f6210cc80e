using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests.Strategies;

/// <summary>Traps/dependencies.sh, run against the staged scripts in a container of a builder image.</summary>
[Trait("Needs", "engine")]
public sealed class DependencyScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dependencies").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    public void The_layer_holds_what_was_downloaded_and_compiled_and_no_secret(string image)
    {
        StagedFolder.Write(_folder, StagedScripts.All);

        var lines = Docker.Succeed(
            "run", "--rm", "--network", "none", "-e", "SCRIPTS=/staged", "-v", $"{_folder}:/staged:ro",
            "-v", $"{Path.Combine(AppContext.BaseDirectory, "Traps")}:/traps:ro", Docker.Image(image), "sh", "/traps/dependencies.sh").TrimEnd().Split('\n');

        Assert.True(lines.Length > 1 && lines[..^1].All(line => line.StartsWith("ok ", StringComparison.Ordinal)), string.Join('\n', lines));
        Assert.Equal("done", lines[^1]);
    }
}
