using RustContainer.Staging.Tests.Harness;

namespace RustContainer.Staging.Tests;

/// <summary>Traps/private-registry.sh, run against the staged scripts in a container of a builder image.</summary>
[Trait("Needs", "engine")]
public sealed class PrivateRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("registry").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [EngineTheory]
    [InlineData("rust:1-bookworm")]
    public void Cargo_gets_a_private_crate_with_the_token_that_it_is_given(string image)
    {
        StagedFolder.Write(_folder, StagedScripts.All);

        var lines = Docker.Succeed(
            "run", "--rm", "--network", "none", "-e", "SCRIPTS=/staged", "-v", $"{_folder}:/staged:ro",
            "-v", $"{Path.Combine(AppContext.BaseDirectory, "Traps")}:/traps:ro", Docker.Image(image), "sh", "/traps/private-registry.sh").TrimEnd().Split('\n');

        Assert.True(lines.Length > 1 && lines[..^1].All(line => line.StartsWith("ok ", StringComparison.Ordinal)), string.Join('\n', lines));
        Assert.Equal("done", lines[^1]);
    }
}
