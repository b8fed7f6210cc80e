using System.Globalization;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>What a build tells of itself, to people and to programs that read its log.</summary>
[Trait("Needs", "engine")]
public sealed class ProgressTests
{
    [EngineFact]
    public void A_publish_tells_what_it_did_by_events_of_the_binary_log_and_its_image_to_the_terminal_logger()
    {
        using var folder = new TestFolder();
        folder.WriteHello();
        var image = $"rustcontainer-test-{Guid.NewGuid():n}";

        var result = folder.DotNet("publish", $"-p:ContainerRepository={image}", "-tl:on").Succeeded();
        Docker.Succeed("image", "rm", image);

        Assert.Contains($"image {image}:latest", result.Output, StringComparison.Ordinal);
        Assert.Equal(["unix", "tcp", "http"], new[] { "unix", "tcp", "http" }.Union(result.EventsOf("Endpoint").Select(e => new Uri(e["address"]!).Scheme)));
        var compile = Assert.Single(result.EventsOf("Step"), step => step["name"]!.Contains("compile.sh", StringComparison.Ordinal) && step["cached"] == "false");
        Assert.Equal(("artifacts", ""), (compile["solve"], compile["error"]));
        Assert.InRange(double.Parse(compile["seconds"]!, CultureInfo.InvariantCulture), 0.01, 600);
        Assert.True(result.EventsOf("ContextSent").Sum(sent => long.Parse(sent["bytes"]!, CultureInfo.InvariantCulture)) > 0);

        var summary = Assert.Single(result.EventsOf("Summary"));
        Assert.Equal(("1", "0"), (summary["packagesCompiled"], summary["packagesFresh"]));
        Assert.Matches("^[1-9][0-9]*$", summary["stepsRun"]);
        Assert.Matches("^[1-9][0-9]*$", summary["bytesSent"]);
        Assert.Matches("^[1-9][0-9]*$", summary["imageSize"]);
        Assert.Matches("^sha256:[0-9a-f]{64}$", summary["imageId"]);
        Assert.Equal(summary["imageId"], Assert.Single(result.EventsOf("Solved"), solved => solved["solve"] == "image")["imageId"]);
    }

    [EngineFact]
    public void A_build_shows_the_compilers_output_at_normal_verbosity_and_one_of_what_has_not_changed_has_no_event()
    {
        using var folder = new TestFolder();
        folder.WriteHello();

        var result = folder.DotNet("build", "-v:n", "-tl:off").Succeeded();
        Assert.Matches(@"\n +Compiling app v0\.1\.0 ", result.Output);
        Assert.Matches(@"\n +[\d.]+ s  \[compile 1/1\] cargo build ", result.Output);

        Assert.Empty(folder.DotNet("build").Succeeded().Events);
    }
}
