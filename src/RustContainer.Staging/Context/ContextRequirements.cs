using RustContainer.Contract;

namespace RustContainer.Staging.Context;

/// <summary>Makes sure that what cargo cannot do without is in the context, and says what hides it where it is not.</summary>
internal static class ContextRequirements
{
    /// <summary>Refuses a context that lacks a required file which exists on disk.</summary>
    /// <exception cref="CodedException">One is hidden by a pattern, or lies outside.</exception>
    public static void Check(ContextRoots roots, ContextRules rules, ContextList list, IReadOnlyList<RequiredFile> required)
    {
        var links = new ContextLinks(list);
        foreach (var file in required)
        {
            var path = roots.TryRelative(file.Path);
            ContextFile? link = null;
            if ((path is not null && links.Reaches(path, out link)) || !File.Exists(file.Path))
                continue;

            throw path is null ? Outside(roots, file)
                : link is not null ? Behind(roots, file, link)
                : Hidden(roots, rules, file, path);
        }
    }

    private static CodedException Hidden(ContextRoots roots, ContextRules rules, RequiredFile file, string path)
    {
        if (rules.Corrections.PatternFor(path) is { } item)
        {
            return new CodedException(new Diagnostic(
                ContextCodes.HiddenByItem,
                $"RustContextExclude '{item.Text}' hides '{path}', {file.What}. Narrow the item, or remove it.",
                file.Path));
        }

        return rules.Written.PatternFor(path) is { Source.Length: > 0 } pattern
            ? ByDockerignore(roots, file, path, pattern)
            : Outside(roots, file);
    }

    private static CodedException ByDockerignore(ContextRoots roots, RequiredFile file, string path, IgnorePattern pattern)
    {
        var root = roots.TryRelative(Path.GetDirectoryName(pattern.Source)!);
        var under = string.IsNullOrEmpty(root) ? "" : root + "/";
        var written = pattern.Text[(under.Length == 0 ? 0 : IgnorePattern.Literal(root!).Length + 1)..];
        var fromThere = path[under.Length..];
        var kept = fromThere.Contains('/', StringComparison.Ordinal) ? fromThere[..fromThere.LastIndexOf('/')] : fromThere;
        return new CodedException(new Diagnostic(
            ContextCodes.HiddenByDockerignore,
            $"The pattern '{written}' hides '{fromThere}', {file.What}, from the build. Add the line '!{IgnorePattern.Literal(kept)}' below " +
            "it, or remove it.",
            pattern.Source,
            pattern.Line,
            1));
    }

    private static CodedException Behind(ContextRoots roots, RequiredFile file, ContextFile link) => new(new Diagnostic(
        ContextCodes.OutsideContext,
        $"'{file.Path}', {file.What}, lies behind the symbolic link '{link.Path}', which leads to '{link.LinkTarget}', outside of the " +
        $"build context '{roots.Root}'. Refer to it by its real path in Cargo.toml, or put it below the workspace.",
        roots.Absolute(link.Path)));

    private static CodedException Outside(ContextRoots roots, RequiredFile file) => new(new Diagnostic(
        ContextCodes.OutsideContext,
        $"'{file.Path}', {file.What}, lies outside of the build context '{roots.Root}'. Put it below the workspace.",
        file.Path));
}
