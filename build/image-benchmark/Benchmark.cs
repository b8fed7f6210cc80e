using System.Globalization;
using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark;

/// <summary>Measures what has not been measured yet. Within a run of a scenario the contestants take turns, in another order each time.</summary>
internal sealed class Benchmark(BenchOptions options, MeasurementLog log)
{
    private readonly string _machine = Machine.Describe(options);

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

    private void Measure(WorkspaceCopies copies, BenchWorkspace workspace, Scenario scenario, Contestant contestant, int run)
    {
        if (run > contestant.MostRuns || !contestant.TakesPart(scenario) || log.Has(_machine, workspace.Name, scenario.Name, contestant.Name, run))
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
        log.Add(new(_machine, options.SdkVersion, workspace.Name, scenario.Name, contestant.Name, run, Math.Round(seconds, 3)));
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
