using System.Globalization;
using System.Net;
using System.Text;
using RustContainer.ImageBenchmark.Contestants;
using RustContainer.ImageBenchmark.Scenarios;
using RustContainer.ImageBenchmark.Workspaces;

namespace RustContainer.ImageBenchmark.Report;

/// <summary>Draws medians as bars, scenario by scenario; a step to the right is ten times the time.</summary>
internal static class BarChart
{
    private const int LabelWidth = 190;
    private const int BarWidth = 520;
    private const int Row = 16;
    private const double Shortest = 0.1;
    private const double Decades = 4;

    /// <summary>The chart as SVG.</summary>
    public static string Draw(BenchWorkspace workspace, Measurement[] measured)
    {
        var body = new StringBuilder();
        var y = 24;
        foreach (var scenario in Scenario.All)
        {
            var bars = ContestantNames.All.Where(name => measured.Any(one => one.Scenario == scenario.Name && one.Contestant == name))
                .Select(name => (Name: name, Seconds: ReportFiles.Median(ReportFiles.Seconds(measured, scenario.Name, name)))).ToArray();
            if (bars.Length == 0)
                continue;
            y += Row;
            Text(body, 4, y, scenario.Title, "font-weight=\"bold\"");
            foreach (var (name, seconds) in bars)
            {
                y += Row;
                var width = Math.Clamp(Math.Log10(seconds / Shortest) / Decades, 0.002, 1) * BarWidth;
                Text(body, 12, y, name, "");
                body.Append(CultureInfo.InvariantCulture,
                    $"  <rect x=\"{LabelWidth}\" y=\"{y - 11}\" width=\"{width:F0}\" height=\"12\" fill=\"{(name is ContestantNames.Mount or ContestantNames.Layered ? "#b7410e" : "#8a8f98")}\"/>\n");
                Text(body, LabelWidth + (int)width + 6, y, string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"), "");
            }

            y += Row / 2;
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{LabelWidth + BarWidth + 90}" height="{y + Row}" font-family="sans-serif" font-size="11">
              <rect width="100%" height="100%" fill="white"/>
            """) + "\n" + Title(workspace) + body + "</svg>\n";
    }

    private static string Title(BenchWorkspace workspace)
    {
        var text = new StringBuilder();
        Text(text, 4, 18, $"{workspace.Title}: medians, on a logarithmic scale", "font-size=\"13\"");
        return text.ToString();
    }

    private static void Text(StringBuilder body, int x, int y, string text, string attributes) => body.Append(
        CultureInfo.InvariantCulture, $"  <text x=\"{x}\" y=\"{y}\" {attributes}>{WebUtility.HtmlEncode(text)}</text>\n");
}
