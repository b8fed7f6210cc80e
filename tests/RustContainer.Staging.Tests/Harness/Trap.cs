namespace RustContainer.Staging.Tests.Harness;

/// <summary>The scripts in <c>Traps</c>, which run the staged scripts in a container of a builder image.</summary>
internal static class Trap
{
    /// <summary>Runs one, and sees that it said <c>ok</c> of every trial and came to its end.</summary>
    public static void Run(string script, string image)
    {
        var staged = Directory.CreateTempSubdirectory("staged").FullName;
        try
        {
            StagedFolder.Write(staged, StagedScripts.All);

            var lines = Docker.Succeed(
                "run", "--rm", "--network", "none", "--tmpfs", "/mounted", "-e", "SCRIPTS=/staged", "-v", $"{staged}:/staged:ro",
                "-v", $"{Path.Combine(AppContext.BaseDirectory, "Traps")}:/traps:ro", Docker.Image(image), "sh", $"/traps/{script}").TrimEnd().Split('\n');

            Assert.True(lines.Length > 1 && lines[..^1].All(line => line.StartsWith("ok ", StringComparison.Ordinal)), string.Join('\n', lines));
            Assert.Equal("done", lines[^1]);
        }
        finally
        {
            Directory.Delete(staged, recursive: true);
        }
    }
}
