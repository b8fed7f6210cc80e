using System.Globalization;
using System.Text;
using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Report;

/// <summary>Writes the tables and the charts.</summary>
internal static class ReportFiles
{
    public static void Write(BenchOptions options, IReadOnlyList<Measurement> all)
    {
        var text = new StringBuilder("""
            # How long images take

            Measured by `build/bench`, which writes this file and keeps every single measurement in images.jsonl. A cell holds the median in
            seconds and, in brackets, of how many runs; within a run of a scenario the contestants take turns on one engine. `Mount` and `Layered`
            are our worker process from its start to its end, with files and image handed out; the Dockerfiles are `docker buildx build` from
            start to end; the dotnet commands are whole processes. `cargo build, no image` is cargo
            alone, in a container of the same builder image. Beside a goal stands the same ratio of cargo alone: what a goal asks far below that, a tool
            that runs cargo can hardly give. Single cold builds of one contestant scatter by a tenth and more.


            """);
        foreach (var machine in all.GroupBy(one => one.Machine))
        {
            var versions = string.Join(", ", machine.Select(one => one.Sdk).Distinct());
            text.Append(CultureInfo.InvariantCulture, $"## {machine.Key}\n\nRustContainer.Sdk {versions}\n\n");
            foreach (var workspace in BenchWorkspace.All(options))
            {
                var measured = machine.Where(one => one.Workspace == workspace.Name).ToArray();
                if (measured.Length > 0)
                {
                    AppendTable(text, workspace, measured);
                    GoalTable.Append(text, workspace, measured);
                    text.Append(CultureInfo.InvariantCulture, $"![The same as bars](images-{workspace.Name}.svg)\n\n");
                    File.WriteAllText(Path.Combine(options.Repository, "docs", $"images-{workspace.Name}.svg"), BarChart.Draw(workspace, measured));
                }
            }
        }

        File.WriteAllText(Path.Combine(options.Repository, "docs", "images.md"), text.ToString());
    }

    private static void AppendTable(StringBuilder text, BenchWorkspace workspace, Measurement[] measured)
    {
        var contestants = ContestantNames.All.Where(name => measured.Any(one => one.Contestant == name)).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"### {workspace.Title}\n\n| scenario | {string.Join(" | ", contestants)} |\n|---|");
        text.Insert(text.Length, "---:|", contestants.Length).Append('\n');
        foreach (var scenario in Scenario.All)
        {
            var cells = contestants.Select(name => Seconds(measured, scenario.Name, name)).ToArray();
            if (cells.All(cell => cell.Length == 0))
                continue;
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Title} | {string.Join(" | ", cells.Select(Cell))} |\n");
        }

        text.Append('\n');
    }

    internal static double[] Seconds(Measurement[] measured, string scenario, string contestant) =>
        [.. measured.Where(one => one.Scenario == scenario && one.Contestant == contestant).Select(one => one.Seconds).Order()];

    private static string Cell(double[] seconds) => seconds.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Median(seconds):F2} ({seconds.Length})");

    internal static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
