using System.Globalization;
using System.Text;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Report;

/// <summary>What the product is measured by: ratios of paired runs, each with the most that it may be.</summary>
internal static class GoalTable
{
    private const string Best = "the best Dockerfile";
    private const string Chef = "chef layers";
    private const string Empty = "dotnet build, empty NoTargets";

    private static readonly string[] Dockerfiles = ["naive", "dummy main", Chef, "chef mounts", "chef + sccache"];

    private static readonly Goal[] All =
    [
        new("app-edit", "Mount", Best, 0.85),
        new("app-edit", "Mount", Chef, 0.05) { ManyCrates = true },
        new("app-edit", "dotnet publish", Best, 1.0),
        new("app-edit", "Mount", "cargo build, no image", null),
        new("base-edit", "Mount", Best, 1.0),
        new("base-edit", "dotnet build -c Debug", Best, 0.5),
        new("dependency-added", "Mount", Chef, 0.05) { ManyCrates = true },
        new("dependency-added", "Mount", Best, 0.3),
        new("dependency-bumped", "Mount", Chef, 0.05) { ManyCrates = true },
        new("dependency-bumped", "Mount", Best, 0.3),
        new("crate-added", "Mount", Chef, 0.05) { ManyCrates = true },
        new("crate-added", "Mount", Best, 0.3),
        new("dev-dependency-added", "Mount", Chef, 0.05) { ManyCrates = true },
        new("dev-dependency-added", "Mount", Best, 0.3),
        new("cold", "Mount", "naive", 1.0),
        new("ci", "Layered", Chef, 0.9),
        new("unchanged", "dotnet build -c Debug", Empty, 1.15),
        new("unchanged", "dotnet publish", "dotnet build -c Debug", 1.5),
    ];

    /// <summary>Appends the rows that were measured.</summary>
    public static void Append(StringBuilder text, BenchWorkspace workspace, Measurement[] measured)
    {
        text.Append("| goal | measured | at most |\n|---|---:|---:|\n");
        foreach (var goal in All.Where(goal => !goal.ManyCrates || workspace.Name == "thirty"))
        {
            var other = goal.Other == Best ? BestOf(measured, goal.Scenario) : goal.Other;
            if (other is null || Ratio(measured, goal.Scenario, goal.Ours, other) is not { } ratio)
                continue;
            var named = goal.Other == Best ? $"{Best} ({other})" : other;
            var most = goal.Most is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit:0.00}{(ratio > limit ? ", missed" : "")}") : "";
            text.Append(CultureInfo.InvariantCulture, $"| {goal.Scenario}: {goal.Ours} / {named} | {ratio:0.00} | {most} |\n");
        }

        text.Append('\n');
    }

    private static string? BestOf(Measurement[] measured, string scenario) => Dockerfiles
        .Where(name => measured.Any(one => one.Scenario == scenario && one.Contestant == name))
        .MinBy(name => ReportFiles.Median(ReportFiles.Seconds(measured, scenario, name)));

    // Of the runs that both have, so that what slows the machine down slows both.
    private static double? Ratio(Measurement[] measured, string scenario, string ours, string other)
    {
        var runs = measured.Where(one => one.Scenario == scenario && one.Contestant == ours)
            .Join(measured.Where(one => one.Scenario == scenario && one.Contestant == other), one => one.Run, one => one.Run, (one, two) => one.Seconds / two.Seconds)
            .Order().ToArray();
        return runs.Length == 0 ? null : ReportFiles.Median(runs);
    }

    private sealed record Goal(string Scenario, string Ours, string Other, double? Most)
    {
        /// <summary>Whether it is one for workspaces of many crates.</summary>
        public bool ManyCrates { get; init; }
    }
}
