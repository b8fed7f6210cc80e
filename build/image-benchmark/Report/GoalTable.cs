using System.Globalization;
using System.Text;
using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Report;

/// <summary>
/// What the product is measured by: the median of the ratios of paired runs, each with the most that it may be, and beside it the same
/// ratio of cargo alone, which is about the least that can be expected of what runs cargo. Where no goal was set, it stands for comparison.
/// </summary>
internal static class GoalTable
{
    private const string Best = "the best Dockerfile";
    private const string Next = "the best that keeps dependencies apart";

    private static readonly Goal[] All =
    [
        new("app-edit", ContestantNames.Mount, Best, 0.85),
        new("app-edit", ContestantNames.Mount, ContestantNames.ChefLayers, 0.05) { ManyCrates = true },
        new("app-edit", ContestantNames.Publish, Best, 1.0),
        new("app-edit", ContestantNames.Mount, ContestantNames.Host, 1.3),
        new("base-edit", ContestantNames.Mount, Best, 1.0),
        new("base-edit", ContestantNames.Build, Best, 0.5),
        new("dependency-added", ContestantNames.Mount, ContestantNames.ChefLayers, 0.05) { ManyCrates = true },
        new("dependency-added", ContestantNames.Mount, Best, 0.3),
        new("dependency-bumped", ContestantNames.Mount, ContestantNames.ChefLayers, 0.05) { ManyCrates = true },
        new("dependency-bumped", ContestantNames.Mount, Best, 0.3),
        new("crate-added", ContestantNames.Mount, ContestantNames.ChefLayers, 0.05) { ManyCrates = true },
        new("crate-added", ContestantNames.Mount, Best, 0.3),
        new("dev-dependency-added", ContestantNames.Mount, ContestantNames.ChefLayers, 0.05) { ManyCrates = true },
        new("dev-dependency-added", ContestantNames.Mount, Best, 0.3),
        new("cold", ContestantNames.Mount, ContestantNames.Naive, 1.0),
        new("ci", ContestantNames.Layered, ContestantNames.ChefLayers, 0.9),
        new("ci", ContestantNames.PublishLayered, ContestantNames.ChefLayers, null),
        new("unchanged", ContestantNames.Build, ContestantNames.Empty, 1.15),
        new("unchanged", ContestantNames.Publish, ContestantNames.Build, 1.5),
        new("unchanged", ContestantNames.Publish, Best, null),
        new("touch", ContestantNames.Publish, Best, null),
    ];

    /// <summary>Appends the rows that were measured.</summary>
    public static void Append(StringBuilder text, BenchWorkspace workspace, Measurement[] measured)
    {
        text.Append("| goal | measured | at most | cargo alone | |\n|---|---:|---:|---:|---|\n");
        foreach (var goal in All.Where(goal => !goal.ManyCrates || workspace.Name == "thirty"))
        {
            if (goal.Other != Best)
            {
                Append(text, measured, goal, goal.Other, goal.Other);
                continue;
            }

            var best = BestOf(measured, goal, ContestantNames.Dockerfiles);
            Append(text, measured, goal, best, $"{Best} ({best})");
            if (best == ContestantNames.CacheMounts && BestOf(measured, goal, [.. ContestantNames.Dockerfiles.Except([best, ContestantNames.Naive])]) is { } next)
                Append(text, measured, goal, next, $"{Next} ({next})");
        }

        if (Overhead(measured) is { } overhead)
            text.Append(CultureInfo.InvariantCulture, $"| app-edit: ({ContestantNames.Publish} - {ContestantNames.Mount}) / {ContestantNames.Empty} | {overhead:0.00} | 1.15 | | {(overhead > 1.15 ? "missed" : "")} |\n");
        text.Append('\n');
    }

    private static void Append(StringBuilder text, Measurement[] measured, Goal goal, string? other, string named)
    {
        if (other is null || Ratios(measured, goal.Scenario, goal.Ours, other) is not { Length: > 0 } ratios)
            return;
        var ratio = ReportFiles.Median(ratios);
        text.Append(CultureInfo.InvariantCulture, $"| {goal.Scenario}: {goal.Ours} / {named} | {Shown(ratio, goal)} ({Runs(ratios, goal)}) | {goal.Most:0.00} | {Floor(measured, goal, other)} | {Verdict(measured, goal, ratio, other)} |\n");
    }

    private static string Runs(double[] ratios, Goal goal) =>
        ratios.Length == 1 ? "1" : $"{ratios.Length}: {Shown(ratios[0], goal)}–{Shown(ratios[^1], goal)}";

    // A miss with what can be said of it by the figures.
    private static string Verdict(Measurement[] measured, Goal goal, double ratio, string other)
    {
        if (goal.Most is null)
            return "no goal";
        if (ratio <= goal.Most)
            return "";
        if (FloorOf(measured, goal, other) is { } floor && floor > goal.Most)
            return "missed: cargo alone, without an image, takes more than the goal";
        if (goal.Ours == ContestantNames.Publish && Ratios(measured, goal.Scenario, ContestantNames.Mount, other) is { Length: > 0 } worker && ReportFiles.Median(worker) <= goal.Most)
            return string.Create(CultureInfo.InvariantCulture, $"missed: the worker takes {ReportFiles.Median(worker):0.00}, the dotnet command and MSBuild the rest");
        if (goal.Scenario == "ci")
            return "missed: both compile the same crates, and the rest is pulling and writing layers";
        if (goal.Scenario == "unchanged" || Ratios(measured, goal.Scenario, ContestantNames.Host, goal.Ours) is not { Length: > 0 } shares)
            return "missed";
        var share = ReportFiles.Median(shares);
        return share < 1
            ? string.Create(CultureInfo.InvariantCulture, $"missed: cargo alone takes {share:0.00} of it")
            : "missed: cargo alone took no less, so that runs differ by more than the patterns do";
    }

    private static string Floor(Measurement[] measured, Goal goal, string other) => FloorOf(measured, goal, other) is { } floor ? Shown(floor, goal) : "";

    // Of the runs that all three have.
    private static double? FloorOf(Measurement[] measured, Goal goal, string other)
    {
        if (goal.Ours is not (ContestantNames.Mount or ContestantNames.Publish) || other is ContestantNames.Host || goal.Scenario is "unchanged" or "touch" or "cold")
            return null;
        var ours = measured.Where(one => one.Scenario == goal.Scenario && one.Contestant == goal.Ours).Select(one => (one.Sdk, one.Run)).ToHashSet();
        var floors = Ratios([.. measured.Where(one => ours.Contains((one.Sdk, one.Run)))], goal.Scenario, ContestantNames.Host, other);
        return floors.Length == 0 ? null : ReportFiles.Median(floors);
    }

    private static string Shown(double ratio, Goal goal) => ratio.ToString(goal.Most is < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    // What is left of a whole process without the worker that it starts, in empty builds.
    private static double? Overhead(Measurement[] measured)
    {
        var rests = Paired(measured, "app-edit", ContestantNames.Publish, ContestantNames.Mount).Select(pair => pair.Ours - pair.Other).Order().ToArray();
        var empty = ReportFiles.Seconds(measured, "unchanged", ContestantNames.Empty);
        return rests.Length == 0 || empty.Length == 0 ? null : ReportFiles.Median(rests) / ReportFiles.Median(empty);
    }

    // The one that ours does least well against.
    private static string? BestOf(Measurement[] measured, Goal goal, IReadOnlyList<string> names) => names
        .Select(name => (Name: name, Ratios: Ratios(measured, goal.Scenario, goal.Ours, name)))
        .Where(one => one.Ratios.Length > 0)
        .OrderByDescending(one => ReportFiles.Median(one.Ratios)).FirstOrDefault().Name;

    private static double[] Ratios(Measurement[] measured, string scenario, string ours, string other) =>
        [.. Paired(measured, scenario, ours, other).Select(pair => pair.Ours / pair.Other).Order()];

    // Of the runs that both have with one version of the SDK: mostly of one sitting, in which what slows the machine down slows both.
    private static IEnumerable<(double Ours, double Other)> Paired(Measurement[] measured, string scenario, string ours, string other) =>
        measured.Where(one => one.Scenario == scenario && one.Contestant == ours)
            .Join(measured.Where(one => one.Scenario == scenario && one.Contestant == other), one => (one.Sdk, one.Run), one => (one.Sdk, one.Run), (one, two) => (one.Seconds, two.Seconds));

    private sealed record Goal(string Scenario, string Ours, string Other, double? Most)
    {
        /// <summary>Whether it is one for workspaces of many crates.</summary>
        public bool ManyCrates { get; init; }
    }
}
