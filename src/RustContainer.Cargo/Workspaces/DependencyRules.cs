using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a dependency.</summary>
internal static class DependencyRules
{
    public static void Check(ManifestSection table, TomlEntry entry, DependencySpec spec, DependencyKind kind)
    {
        if (spec is { Version: null, Path: null, Git: null })
            throw Error($"gives neither a version nor a path, a git repository or `workspace = true`");
        if (spec is { Git: not null, Path: not null })
            throw Error("is ambiguous: only one of `git` or `path` is allowed");
        if (spec is { Registry: not null, RegistryIndex: not null })
            throw Error("is ambiguous: only one of `registry` or `registry-index` is allowed");
        CheckReference(spec, Error);
        if (spec.Optional && kind == DependencyKind.Development)
            throw Error("is optional, but dev-dependencies cannot be");
        foreach (var feature in spec.Features)
        {
            if (feature.Contains('/', StringComparison.Ordinal))
                throw Error($"asks for the feature `{feature}`, and features are not allowed to contain slashes here");
            if (feature.StartsWith("dep:", StringComparison.Ordinal))
                throw Error($"asks for the feature `{feature}`, and `dep:` is not allowed here");
        }
        if (spec.Package is { } package && NameRules.PackageProblem(package) is { } problem)
            throw table.Error(CargoCodes.InvalidName, $"The dependency `{entry.Key}`: {problem}.", entry.Key);

        CodedException Error(string what) =>
            table.Error(CargoCodes.InvalidDependency, $"The dependency `{entry.Key}` in `{table.Path}` {what}.", entry.Key);
    }

    private static void CheckReference(DependencySpec spec, Func<string, CodedException> error)
    {
        (string? Value, string Name)[] references = [(spec.Branch, "branch"), (spec.Tag, "tag"), (spec.Rev, "rev")];
        var given = references.Where(reference => reference.Value is not null).ToArray();
        if (given.Length > 0 && spec.Git is null)
            throw error($"has `{given[0].Name}` without `git`");
        if (given.Length > 1)
            throw error("is ambiguous: only one of `branch`, `tag` or `rev` is allowed");
    }
}
