using System.Text.RegularExpressions;
using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

/// <summary>docs/diagnostics.md and the codes of the sources say the same.</summary>
public sealed partial class DiagnosticsDocumentTests
{
    private static readonly string[] Sources = [.. new[] { "src", "sdk" }.SelectMany(SourcesIn)];

    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "diagnostics.md"));

    [Fact]
    public void Every_code_of_the_sources_has_a_row()
    {
        var missing = CodesIn(Sources).Except(Rows());

        Assert.True(!missing.Any(), $"No row in docs/diagnostics.md: {string.Join(", ", missing)}");
    }

    [Fact]
    public void No_code_has_two_rows()
    {
        var twice = Rows().GroupBy(code => code).Where(rows => rows.Count() > 1).Select(rows => rows.Key);

        Assert.True(!twice.Any(), $"More than one row in docs/diagnostics.md: {string.Join(", ", twice)}");
    }

    [Fact]
    public void The_document_names_no_code_that_the_sources_lack()
    {
        var unknown = CodesIn(Document).Except(Declarations());

        Assert.True(!unknown.Any(), $"In docs/diagnostics.md and not in the sources: {string.Join(", ", unknown)}");
    }

    [Fact]
    public void No_code_is_declared_twice()
    {
        var twice = Declarations().GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key);

        Assert.True(!twice.Any(), $"Declared more than once in src or sdk: {string.Join(", ", twice)}");
    }

    [Fact]
    public void A_row_stands_under_the_heading_of_its_range_in_order_and_fills_its_three_columns()
    {
        var (range, previous) = ("", "");
        foreach (var line in Document)
        {
            if (HeadingPattern().Match(line) is { Success: true } heading)
                range = heading.Groups["range"].Value;
            if (!line.StartsWith("| RUSTPROJ", StringComparison.Ordinal))
                continue;
            Assert.Matches(WholeRowPattern(), line);
            var code = CodePattern().Match(line).Value;
            Assert.StartsWith($"RUSTPROJ{range}", code, StringComparison.Ordinal);
            Assert.True(string.CompareOrdinal(previous, code) < 0, $"{code} stands after {previous}.");
            previous = code;
        }
    }

    private static IEnumerable<string> SourcesIn(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".props" or ".targets")
            .Where(file => !Path.GetRelativePath(root, file).Split('/', '\\').Any(part => part is "bin" or "obj"))
            .Select(File.ReadAllText);
    }

    private static string[] CodesIn(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => CodePattern().Matches(text)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Declarations() =>
        [.. Sources.SelectMany(text => DeclarationPattern().Matches(text)).Select(match => match.Groups["code"].Value)];

    private static string[] Rows() =>
        [.. Document.Select(line => RowPattern().Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex("RUSTPROJ[0-9]{4}")]
    private static partial Regex CodePattern();

    // In quotes: what a comment mentions declares nothing.
    [GeneratedRegex("\"(?<code>RUSTPROJ[0-9]{4})\"")]
    private static partial Regex DeclarationPattern();

    [GeneratedRegex(@"^\| (?<code>RUSTPROJ[0-9]{4}) \|")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^\| RUSTPROJ[0-9]{4} \| [^|]*[.] \| [^|]*[.] \|$")]
    private static partial Regex WholeRowPattern();

    [GeneratedRegex("^## (?<range>[0-9])xxx:")]
    private static partial Regex HeadingPattern();
}
