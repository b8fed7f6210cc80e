using RustContainer.BuildKit.Tests;
using RustContainer.Contract;

namespace RustContainer.Builder.Tests;

public sealed class DoctorTests
{
    [EngineFact]
    [Trait("Needs", "engine")]
    public void An_endpoint_that_builds_is_described_and_tried()
    {
        using var worker = new WorkerRun("--doctor", "", "", "");

        Assert.Equal(0, worker.Wait());

        var lines = Lines(worker);
        Assert.Contains(lines, line => line.StartsWith("Chosen: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Answers: Docker Engine ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Exporters: moby", StringComparison.Ordinal));
        Assert.Equal("A trial build went through: builds can run here.", lines[^1]);
        Assert.Equal(BuildOutcome.Succeeded, Assert.IsType<Finished>(worker.Events[^1]).Outcome);
    }

    [Fact]
    public void An_endpoint_that_does_not_answer_is_the_error_of_a_build_after_what_was_looked_at()
    {
        using var worker = new WorkerRun("--doctor", "unix:///nobody/here.sock", "", "buildkitd.example");

        Assert.Equal(1, worker.Wait());

        Assert.Contains("BuildKitEndpoint: unix:///nobody/here.sock", Lines(worker));
        Assert.Contains("BuildKitTlsServerName: buildkitd.example", Lines(worker));
        Assert.Equal("RUSTPROJ1003", Assert.Single(worker.Events.OfType<Reported>()).Diagnostic.Code);
    }

    [Fact]
    public void A_password_in_an_address_is_shown_nowhere()
    {
        using var worker = new WorkerRun("--doctor", "tcp://user:secret@host:1", "", "");

        Assert.Equal(1, worker.Wait());

        Assert.Equal("RUSTPROJ1004", Assert.Single(worker.Events.OfType<Reported>()).Diagnostic.Code);
        Assert.DoesNotContain("secret", string.Concat(worker.Events), StringComparison.Ordinal);
    }

    private static List<string> Lines(WorkerRun worker) => [.. worker.Events.OfType<Finding>().Select(finding => finding.Text)];
}
