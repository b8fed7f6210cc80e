using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The keys of one dependency, those of the workspace's root merged in.</summary>
internal sealed record DependencySpec
{
    public string? Version { get; init; }
    public string? Package { get; init; }
    public string? Path { get; init; }
    public string? PathBase { get; init; }
    public string? Git { get; init; }
    public string? Branch { get; init; }
    public string? Tag { get; init; }
    public string? Rev { get; init; }
    public string? Registry { get; init; }
    public string? RegistryIndex { get; init; }
    public string? Base { get; init; }
    public IReadOnlyList<string>? Artifact { get; init; }
    public bool? Lib { get; init; }
    public string? Target { get; init; }
    public bool Optional { get; init; }
    public bool? DefaultFeatures { get; init; }
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary><see cref="Version"/> understood; <see langword="null"/> where there is none, or where it is no requirement.</summary>
    public VersionReq? Requirement => field ??= Version is not null && VersionReq.TryParse(Version, out var requirement) ? requirement : null;

    /// <summary>Which commit of the repository is meant.</summary>
    public GitReference Reference => (Branch, Tag, Rev) switch
    {
        ({ } branch, _, _) => new(GitReferenceKind.Branch, branch),
        (_, { } tag, _) => new(GitReferenceKind.Tag, tag),
        (_, _, { } rev) => new(GitReferenceKind.Revision, rev),
        _ => new(GitReferenceKind.DefaultBranch, ""),
    };

    public static DependencySpec Read(ManifestSection table, TomlEntry entry, string edition, Inheritance inheritance)
    {
        if (entry.Value is TomlString version)
            return new() { Version = version.Value };
        var section = table.Section(entry.Key)!;
        return section.Table["workspace"] is TomlBoolean
            ? Merge(inheritance.Dependency(table, entry.Key, edition), section, edition)
            : ReadTable(section, edition, pathBase: null);
    }

    /// <summary>One of the dependencies that members inherit.</summary>
    public static DependencySpec ReadShared(ManifestSection dependencies, string key, string edition) =>
        dependencies.Table[key] is TomlString version ? new() { Version = version.Value }
            : ReadTable(dependencies.Section(key)!, edition, dependencies.File.Directory);

    /// <summary>Features add up; `default-features` of the member overrides from edition 2024 on, before only true over false.</summary>
    private static DependencySpec Merge(DependencySpec inherited, ManifestSection member, string edition)
    {
        if (member.Table.Entries.Count == 1 && !inherited.Optional)
            return inherited;
        var own = member.Bool(member.Spelling("default-features", edition));
        var overrides = string.CompareOrdinal(edition, "2024") >= 0 || (own == true && inherited.DefaultFeatures == false);
        return inherited with
        {
            Optional = member.Bool("optional") ?? false,
            Features = [.. inherited.Features, .. member.Strings("features") ?? []],
            DefaultFeatures = overrides ? own ?? inherited.DefaultFeatures : inherited.DefaultFeatures,
        };
    }

    private static DependencySpec ReadTable(ManifestSection section, string edition, string? pathBase) => new()
    {
        Version = section.String("version"),
        Package = section.String("package"),
        Path = section.String("path"),
        PathBase = pathBase,
        Git = section.String("git"),
        Branch = section.String("branch"),
        Tag = section.String("tag"),
        Rev = section.String("rev"),
        Registry = section.String("registry"),
        RegistryIndex = section.String("registry-index"),
        Base = section.String("base"),
        Artifact = section.Table["artifact"] is TomlString artifact ? [artifact.Value] : section.Strings("artifact"),
        Lib = section.Bool("lib"),
        Target = section.String("target"),
        Optional = section.Bool("optional") ?? false,
        DefaultFeatures = section.Bool(section.Spelling("default-features", edition)),
        Features = section.Strings("features") ?? [],
    };
}
