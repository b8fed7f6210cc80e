using System.Text;
using System.Text.Json;

namespace RustContainer.Contract.Tests;

public sealed class ContractJsonTests
{
    private static readonly string Plan = ContractJson.Write(new BuildPlan
    {
        Version = BuildPlan.CurrentVersion,
        Platform = "linux/amd64",
        Dockerfile = "/d",
        Locals = [new LocalSource("context", "/c", "k")],
        BuildArguments = new Dictionary<string, string> { ["A"] = "b" },
        Solves = [new PlannedSolve("s", "t", new PlannedExport { Kind = ExportKind.Image, ImageNames = ["a:b"] })],
        Secrets = [new SecretSource("i", "E")],
        SshAgents = [new SshAgentSource("default")],
        Origins = [new LineOrigin(1, 2, new Origin("ContainerUser", "u", "r"))],
    });

    private static readonly BuildEvent[] Events =
    [
        new EndpointChosen("unix:///s", "DOCKER_HOST"),
        new BaseImageSeen("debian", "sha256:3"),
        new StepStarted("s", "sha256:1", "RUN é \u001b[31m\n"),
        new StepFinished("s", "sha256:1", "RUN x", false, 1.5, null),
        new StepFinished("s", "sha256:1", "RUN x", true, 0, "no"),
        new StepBlamed("sha256:1", new Origin("s", "v", "r") { Image = "i", File = "f", FileLine = 1, FileColumn = 2 }),
        new StepLog("sha256:1", 2, "line \ud83d\ude00"),
        new ImagePulled("sha256:1", "FROM x"),
        new ContextSent("context", 1, long.MaxValue),
        new Reported(MessageSeverity.Warning, new Diagnostic("RUSTPROJ1000", "m", "f", 1, 2)),
        new Reported(MessageSeverity.Error, new Diagnostic("RUSTPROJ1000", "m")),
        new SolveFinished("s", "sha256:2"),
        new Finding("text"),
        new Finished(BuildOutcome.Succeeded),
    ];

    [Fact]
    public void Every_event_is_one_line_and_comes_back_as_it_was()
    {
        Assert.All(Events, e => Assert.DoesNotContain('\n', ContractJson.Write(e)));
        Assert.All(Events, e => Assert.Equal(e, ContractJson.ReadEvent(ContractJson.Write(e))));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_in_a_line()
    {
        var read = Assert.IsType<StepLog>(ContractJson.ReadEvent(ContractJson.Write(new StepLog("d", 1, "a\ud83d"))));

        Assert.Equal("a\uFFFD", read.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":7}""")]
    [InlineData("""{"event":"unheard of"}""")]
    [InlineData("""{"event":"log"}""")]
    [InlineData("""{"event":"log","step":null,"stream":1,"line":null}""")]
    [InlineData("""{"event":"log","step":"d","stream":1e9999,"line":"x"}""")]
    [InlineData("""{"event":"log","step":"d","stream":1,"line":"\ud800"}""")]
    [InlineData("""{"event":"message","severity":"Error","diagnostic":null}""")]
    [InlineData("""{"event":"message","severity":"Error","diagnostic":{"code":"c"}}""")]
    [InlineData("""{"event":"finished"}""")]
    [InlineData("""{"event":"finished","outcome":"Won"}""")]
    public void A_line_that_is_no_whole_event_is_refused(string line) =>
        Assert.ThrowsAny<JsonException>(() => ContractJson.ReadEvent(line));

    [Theory]
    [InlineData("\"name\": \"context\"", "\"name\": null")]
    [InlineData("\"linux/amd64\"", "null")]
    [InlineData("\"a:b\"", "null")]
    [InlineData("\"A\": \"b\"", "\"A\": null")]
    [InlineData("\"locals\": [", "\"locals\": [ null,")]
    [InlineData("\"secrets\": [", "\"secrets\": [ null,")]
    [InlineData("\"sshAgents\": [", "\"sshAgents\": null, \"other\": [")]
    [InlineData("\"sshAgents\": [", "\"other\": [")]
    [InlineData("\"origins\": [", "\"origins\": [ null,")]
    [InlineData("\"source\": \"ContainerUser\"", "\"source\": null")]
    [InlineData("\"archivePath\"", "\"other\"")]
    [InlineData("\"endpoint\"", "\"other\"")]
    [InlineData("\"directory\": \"\",", "")]
    [InlineData("\"target\": \"t\",", "")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"version\": 1,", "")]
    public void A_plan_that_is_not_whole_is_refused(string part, string replacement)
    {
        Assert.Equal("linux/amd64", ContractJson.ReadPlan(Plan).Platform);
        Assert.Contains(part, Plan, StringComparison.Ordinal);

        Assert.ThrowsAny<JsonException>(() => ContractJson.ReadPlan(Plan.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = new string('[', 1_000_000);

        Assert.ThrowsAny<JsonException>(() => ContractJson.ReadPlan(deep));
        Assert.ThrowsAny<JsonException>(() => ContractJson.ReadEvent("""{"event":"log","step":""" + deep));
    }

    [Fact]
    public void Any_line_is_an_event_or_refused()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var line = Mutate(random, ContractJson.Write(Events[random.Next(Events.Length)]));
            Holds(seed, () => _ = ContractJson.ReadEvent(line).ToString());
        }
    }

    [Fact]
    public void Any_text_is_a_plan_or_refused()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var text = Mutate(new Random(seed), Plan);
            Holds(seed, () => ContractJson.Write(ContractJson.ReadPlan(text)));
        }
    }

    private static void Holds(int seed, Action act)
    {
        try
        {
            act();
        }
        catch (JsonException)
        {
            // Refused.
        }
        catch (Exception e)
        {
            Assert.Fail($"Seed {seed}: {e}");
        }
    }

    private static string Mutate(Random random, string json)
    {
        string[] values = ["null", "[null]", "{}", "[]", "-1", "1e999", "\"\\ud800\"", "\"\"", "true", "99999999999999999999"];
        var changed = new StringBuilder(json);
        for (var left = 1 + random.Next(3); left > 0 && changed.Length > 1; left--)
        {
            var at = random.Next(changed.Length);
            switch (random.Next(4))
            {
                case 0:
                    changed[at] = (char)random.Next(0x20, 0x7f);
                    break;
                case 1:
                    changed.Remove(at, 1);
                    break;
                case 2:
                    changed.Length = at;
                    break;
                default:
                    ReplaceValue(changed, at, values[random.Next(values.Length)]);
                    break;
            }
        }

        return changed.ToString();
    }

    // The value after the next colon gives way, so that the text stays JSON.
    private static void ReplaceValue(StringBuilder json, int at, string value)
    {
        var text = json.ToString();
        var colon = text.IndexOf("\":", at, StringComparison.Ordinal);
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}', ']'], colon);
        if (end > 0)
            json.Remove(colon + 2, end - colon - 2).Insert(colon + 2, value);
    }
}
