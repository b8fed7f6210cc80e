using System.Text.RegularExpressions;

namespace RustContainer.Tasks.Reporting;

/// <summary>Finds the line of a manifest that asks for a dependency: cargo names the two and not the line.</summary>
internal static class DependencyPlace
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The line and column, 1-based; 0 where there is none.</summary>
    public static (int Line, int Column) Find(string manifest, string? dependency)
    {
        if (dependency is null || !manifest.EndsWith(".toml", StringComparison.Ordinal) || new FileInfo(manifest) is not { Exists: true, Length: < MaxBytes })
            return default;
        var name = $"[\"']?{Regex.Escape(dependency)}[\"']?";
        var pattern = new Regex($@"^\s*(?:\[[^\]]*dependencies\s*\.\s*(?<name>{name})\s*\]|(?<name>{name})\s*[.=])|package\s*=\s*(?<name>{name})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        var number = 0;
        foreach (var line in File.ReadLines(manifest))
        {
            number++;
            if (pattern.Match(line) is { Success: true } found)
                return (number, found.Groups["name"].Index + 1);
        }

        return default;
    }
}
