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

            Measured by `build/bench`, which writes this file and adds each measurement to images.jsonl. Taken out again were those made with a
            set-up that was found wrong, and some of ours that a faster version of the SDK made anew; git has them. A cell holds the median in seconds
            and, in brackets, of how many runs, of all sittings; an empty one was not measured. Within a run of a scenario the contestants take turns
            on one engine, so that the pairs below say more than two cells. What is built is the release profile, but for the second profile and
            `dotnet build -c Debug`, both dev; the latter makes no image, being what one waits for between edits.

            `Mount` and `Layered` are our worker process from its start to its end, with files and image exported. What MSBuild does before, reading
            the workspace and writing the Dockerfile, and after is not in it; it is in `dotnet publish` and `dotnet build`, which are whole processes.
            The Dockerfiles are `docker buildx build` from start to end: copying and building (naive), manifests with empty sources first (dummy
            main), the target folder in a cache mount (cache mounts), and cargo-chef with layers, with cache mounts and with sccache. Those with the
            target folder in a mount go by times, as pasted: an older file that comes back is not compiled. `cargo build, no image` is cargo alone, in
            a container of the same builder image. The empty NoTargets project is built as it comes, and restores each time, which ours does when
            something changed.

            A goal's ratio is the median of pairs, which are runs of one number and one version of the SDK; in brackets how many there are, and the
            least and the greatest. A contestant that was added later was run again beside ours, sometimes hours after the others. "The best
            Dockerfile" is the one that ours does least well against; where that is cache mounts, the best of those that compile the dependencies in a
            step of their own stands below. Beside it stands the same ratio of cargo alone: what a goal asks below that, a tool that runs cargo can
            hardly give. Where nothing changed, or a file was only touched, buildx alone is done sooner than dotnet has started: no goal, but shown.

            Each run of a dependency added or bumped is another dependency, which no code uses: uuid, data-encoding and glob are added; unicode-width,
            http and syn go from an old version, which all three workspaces have for that, to the newer one, which something else may use already.
            ripgrep is built without jemalloc. In CI the engine has the base images and the containerd image store, the registry is on the same
            machine, and each pattern has the compression that it has by itself: zstd ours, gzip the others. Where "crates in the image" stands below,
            no registry was in reach: the base images are stand-ins from Debian's packages, the builder's brings the crates along, and nothing is
            downloaded. Single cold builds of one contestant scatter by a tenth and more.


            """);
        foreach (var machine in all.GroupBy(one => one.Machine))
        {
            var versions = string.Join(", ", machine.Select(one => one.Sdk).Distinct());
            text.Append(CultureInfo.InvariantCulture, $"## {machine.Key}\n\nRustContainer.Sdk {versions}\n\n");
            foreach (var tools in machine.Select(one => one.Tools).OfType<string>().Distinct())
                text.Append(CultureInfo.InvariantCulture, $"The builder of the newest runs: {tools}\n\n");
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
