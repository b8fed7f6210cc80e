using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a dependency.</summary>
internal static class DependencyRules
{
    public static void Check(ManifestSection table, TomlEntry entry, DependencySpec spec, DependencyKind kind)
    {
        if (spec is { Version: null, Path: null, Git: null })
            throw Error("does not say where it comes from; give it a version, `path`, `git` or `workspace = true`");
        if (spec is { Git: not null, Registry: not null } or { Git: not null, RegistryIndex: not null })
            throw Error($"has both `git` and `{(spec.Registry is null ? "registry-index" : "registry")}`; keep one of them");
        if (spec is { Base: not null, Path: null })
            throw Error("has a `base` without `path`; add the path, or remove `base`");
        if (spec is { Git: not null, Path: not null })
            throw Error("has both `git` and `path`; keep one of them");
        if (spec is { Registry: not null, RegistryIndex: not null })
            throw Error("has both `registry` and `registry-index`; keep one of them");
        if (spec is not { Branch: null, Tag: null, Rev: null })
            CheckReference(spec, Error);
        if (Texts(spec).FirstOrDefault(text => text.AsSpan().ContainsAnyInRange('\0', '\u001F')) is { } text)
            throw Error($"says \"{text}\", and no address, registry, reference or feature holds a control character; correct it");
        CheckAddress("git", spec.Git, Error);
        CheckAddress("registry-index", spec.RegistryIndex, Error);
        ArtifactRules.Check(spec, kind, Error);
        if (spec.Optional && kind == DependencyKind.Development)
            throw Error("is optional, which a development dependency cannot be; remove `optional`");
        foreach (var feature in spec.Features)
        {
            if (feature.Contains('/', StringComparison.Ordinal))
                throw Error($"asks for the feature `{feature}`, and only [features] may name one with a slash; move it there");
            if (feature.StartsWith("dep:", StringComparison.Ordinal))
                throw Error($"asks for the feature `{feature}`, and only [features] may say `dep:`; name a feature of the dependency");
        }

        CodedException Error(string what) =>
            table.Error(CargoCodes.InvalidDependency, $"The dependency `{entry.Key}` in `{table.Path}` {what}.", entry.Key);
    }

    private static IEnumerable<string> Texts(DependencySpec spec) =>
        spec.Features.Concat(new[] { spec.Git, spec.Branch, spec.Tag, spec.Rev, spec.Registry, spec.RegistryIndex }.OfType<string>());

    private static void CheckAddress(string key, string? address, Func<string, CodedException> error)
    {
        if (address is not null && !Addresses.IsUrl(address))
            throw error($"has `{key}` \"{address.ReplaceLineEndings(" ")}\", which is no address; write one like \"https://…\"");
    }

    private static void CheckReference(DependencySpec spec, Func<string, CodedException> error)
    {
        (string? Value, string Name)[] references = [(spec.Branch, "branch"), (spec.Tag, "tag"), (spec.Rev, "rev")];
        var given = references.Where(reference => reference.Value is not null).ToArray();
        if (given.Length > 0 && spec.Git is null)
            throw error($"has `{given[0].Name}` without `git`; add the repository's address, or remove it");
        if (given.Length > 1)
            throw error($"has {Names.List(given.Select(reference => reference.Name))}; keep one of them");
    }
}
