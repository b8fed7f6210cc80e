using System.Globalization;
using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark;

/// <summary>Measures what has not been measured yet. Within a run of a scenario the contestants take turns, in another order each time.</summary>
internal sealed class Benchmark(BenchOptions options, MeasurementLog log)
{
    private readonly string _machine = Machine.Describe(options);
    private readonly string _tools = Machine.Tools(options, Contestants.Contestants.HasChef(options) ? options.ChefImage : "rust:1-bookworm");

    public void Run()
    {
        using var helper = new HelperContainer(options);
        var copies = new WorkspaceCopies(options, helper);
        foreach (var workspace in BenchWorkspace.All(options).Where(one => BenchOptions.Wants(options.Workspaces, one.Name)))
        {
            var contestants = Contestants.Contestants.All(options, helper).Where(one => BenchOptions.Wants(options.Contestants, one.Name)).ToArray();
            foreach (var scenario in Scenario.All.Where(one => BenchOptions.Wants(options.Scenarios, one.Name)))
            {
                for (var run = 1; run <= (options.Pairs ?? scenario.Runs); run++)
                {
                    for (var turn = 0; turn < contestants.Length; turn++)
                        Measure(copies, workspace, scenario, contestants[(turn + run) % contestants.Length], run);
                }
            }
        }
    }

    /// <summary>Writes where the time of a publish goes: of five, the one of median length.</summary>
    public void WriteTimeline()
    {
        using var helper = new HelperContainer(options);
        var workspace = SampleWorkspace.Create(options.Repository);
        var contestant = new SdkContestant("timeline", "Mount", "publish", options);
        var copies = new WorkspaceCopies(options, helper);
        var copy = copies.Warm(workspace, contestant);
        var edit = Scenario.All.Single(one => one.Name == "app-edit");
        var builds = Enumerable.Range(1, 5).Select(run =>
        {
            using (copies.Change(copy, edit, contestant, run))
                return Timeline.Measure(copy);
        }).OrderBy(build => build.Seconds).ToArray();
        File.WriteAllText(Path.Combine(options.Repository, "docs", "timeline.md"), $"""
            # Where the time of a build goes

            `dotnet publish` of {workspace.Title} after an edit in the app, from its start to its end, as its binary log has it; of five builds the
            one of median length. {_machine}. RustContainer.Sdk {options.SdkVersion}. Again: `build/bench --timeline`.

            {builds[builds.Length / 2].Table}
            """);
    }

    private void Measure(WorkspaceCopies copies, BenchWorkspace workspace, Scenario scenario, Contestant contestant, int run)
    {
        if (run > contestant.MostRuns(scenario) || !contestant.TakesPart(scenario) || log.Has(_machine, options.Again ? options.SdkVersion : null, workspace.Name, scenario.Name, contestant.Name, run))
            return;
        if (scenario.IsOnFreshEngine)
        {
            if (contestant.HasRegistryCache && FreshEngine.IsPossible)
                Keep(workspace, scenario, contestant, run, OnFreshEngine(copies, workspace, scenario, contestant, run));
            return;
        }

        var copy = scenario.IsCold ? copies.Begin(workspace, contestant) : copies.Warm(workspace, contestant);
        var changed = copies.Change(copy, scenario, contestant, run);
        Keep(workspace, scenario, contestant, run, contestant.Build(copy, scenario.Profile).Run());
        changed.Dispose();
    }

    private void Keep(BenchWorkspace workspace, Scenario scenario, Contestant contestant, int run, double seconds)
    {
        log.Add(new(_machine, options.SdkVersion, workspace.Name, scenario.Name, contestant.Name, run, Math.Round(seconds, 3), _tools));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workspace.Name} {scenario.Name} {run} {contestant.Name}: {seconds:F2} s"));
    }

    private double OnFreshEngine(WorkspaceCopies copies, BenchWorkspace workspace, Scenario scenario, Contestant contestant, int run)
    {
        using var registry = new CacheRegistry(options);
        var copy = copies.Begin(workspace, contestant, registry.Image);
        contestant.Prepare(copy, scenario.Profile);
        using (var first = new FreshEngine(options))
            (contestant.Build(copy, scenario.Profile) with { Engine = first.Address }).Run();
        copies.Change(copy, scenario, contestant, run).Dispose();
        using var second = new FreshEngine(options);
        return (contestant.Build(copy, scenario.Profile) with { Engine = second.Address }).Run();
    }
}
