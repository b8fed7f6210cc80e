using System.Text;
using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Writes what leaves files out of a context as the text of one <c>Dockerfile.dockerignore</c>.</summary>
internal static class ContextIgnoreText
{
    /// <summary>The text, for <c>docker build</c> with the context's root: the last line that matches decides, as in the scan.</summary>
    public static string Write(ContextRoots roots, ContextRules rules)
    {
        var text = new StringBuilder("# What does not belong to the build context. The last line that matches decides.\n");
        Section(text, "The workspace and its path dependencies, nothing else.", Lines(rules.Scope));
        foreach (var (part, patterns) in roots.Parts.Zip(rules.Dockerignores))
            Section(text, $"From {ContextRules.Join(part, ".dockerignore")}.", Lines(patterns));
        Section(text, "Git's and editors' folders, build outputs, other projects.", rules.OwnPatterns);
        Section(text, "RustContextInclude.", Lines(rules.Include));
        Section(text, "RustContextExclude.", Lines(rules.Exclude));
        return text.ToString();
    }

    private static IEnumerable<string> Lines(IgnorePatterns patterns) => patterns.Patterns.Select(pattern => pattern.Text);

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var body = string.Concat(lines.Select(line => $"{(line.StartsWith('#') ? "\\" : "")}{line}\n"));
        if (body.Length > 0)
            text.Append("\n# ").Append(title).Append('\n').Append(body);
    }
}
