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
        if (ReferenceProblem(spec) is { } aboutReference)
            throw Error(aboutReference);
        if (TextWithControl(spec) is { } text)
            throw Error($"says \"{text}\", and no address, registry, reference or feature holds a control character; correct it");
        if ((AddressProblem("git", spec.Git) ?? AddressProblem("registry-index", spec.RegistryIndex)) is { } aboutAddress)
            throw Error(aboutAddress);
        if (ArtifactRules.Problem(spec, kind) is { } aboutArtifact)
            throw Error(aboutArtifact);
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

    // Thousands are checked, and nearly all are right: what follows makes no sequences and no delegates.
    private static string? TextWithControl(DependencySpec spec)
    {
        foreach (var feature in spec.Features)
        {
            if (HasControl(feature))
                return feature;
        }
        return HasControl(spec.Git) ? spec.Git
            : HasControl(spec.Branch) ? spec.Branch
            : HasControl(spec.Tag) ? spec.Tag
            : HasControl(spec.Rev) ? spec.Rev
            : HasControl(spec.Registry) ? spec.Registry
            : HasControl(spec.RegistryIndex) ? spec.RegistryIndex : null;
    }

    private static bool HasControl(string? text)
    {
        foreach (var character in text.AsSpan())
        {
            if (character <= '\u001F')
                return true;
        }
        return false;
    }

    private static string? AddressProblem(string key, string? address) => address is null || Addresses.IsUrl(address) ? null
        : $"has `{key}` \"{address.ReplaceLineEndings(" ")}\", which is no address; write one like \"https://…\"";

    private static string? ReferenceProblem(DependencySpec spec)
    {
        if (spec is { Branch: null, Tag: null, Rev: null })
            return null;
        var given = new List<string>();
        if (spec.Branch is not null)
            given.Add("branch");
        if (spec.Tag is not null)
            given.Add("tag");
        if (spec.Rev is not null)
            given.Add("rev");
        return spec.Git is null ? $"has `{given[0]}` without `git`; add the repository's address, or remove it"
            : given.Count > 1 ? $"has {Names.List(given)}; keep one of them" : null;
    }
}
