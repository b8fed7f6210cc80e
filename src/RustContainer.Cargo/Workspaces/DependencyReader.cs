using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the dependency tables of one manifest.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="inheritance">Where inherited dependencies come from.</param>
/// <param name="workspaceRoot">The directory that paths are made relative to.</param>
/// <param name="edition">The package's edition.</param>
internal sealed class DependencyReader(ManifestFile manifest, Inheritance inheritance, string workspaceRoot, string edition)
{
    private const string CratesIo = "crates-io";

    private static readonly (string Name, DependencyKind Kind)[] Tables =
    [
        ("dependencies", DependencyKind.Normal),
        ("dev-dependencies", DependencyKind.Development),
        ("build-dependencies", DependencyKind.Build),
    ];

    /// <summary>Every dependency of the manifest: those for every platform first.</summary>
    public IReadOnlyList<CargoDependency> Read()
    {
        var found = new List<CargoDependency>();
        ReadTables(manifest.Root, null, found);
        foreach (var (entry, section) in manifest.Root.Sections("target"))
            ReadTables(section, entry.Key, found);
        CheckOneSource(found);
        return found;
    }

    /// <summary>One entry of a dependency table.</summary>
    public CargoDependency Read(ManifestSection table, TomlEntry entry, DependencyKind kind, string? platform)
    {
        var spec = DependencySpec.Read(table, entry, edition, inheritance);
        DependencyRules.Check(table, entry, spec, kind);
        return new CargoDependency
        {
            Key = entry.Key,
            Package = new(spec.Package ?? entry.Key),
            Kind = kind,
            Platform = platform,
            Requirement = spec.Version is null ? null : spec.Requirement ?? throw NoRequirement(table, entry, spec.Version),
            Optional = spec.Optional,
            DefaultFeatures = spec.DefaultFeatures ?? true,
            Features = spec.Features,
            Source = SourceOf(table, entry, spec),
            Registry = spec.Registry ?? spec.RegistryIndex,
            Position = entry.KeyPosition,
            IsRenamed = spec.Package is not null,
            Artifact = spec.Artifact is { } kinds ? new(kinds, spec.Lib ?? false, spec.Target) : null,
        };
    }

    private void ReadTables(ManifestSection parent, string? platform, List<CargoDependency> found)
    {
        foreach (var (name, kind) in Tables)
        {
            if (parent.Section(parent.Spelling(name, edition)) is not { } table)
                continue;
            foreach (var entry in table.Table.Entries)
                found.Add(Read(table, entry, kind, platform));
        }
    }

    private static CodedException NoRequirement(ManifestSection table, TomlEntry entry, string text) =>
        table.Error(CargoCodes.InvalidVersion,
            $"The dependency `{entry.Key}` asks for version \"{text}\", which is no version requirement; write one like \"1.2\", " +
            "\"=1.2.3\" or \">=1.2, <1.5\".", entry.Key);

    private DependencySource SourceOf(ManifestSection table, TomlEntry entry, DependencySpec spec)
    {
        if (spec.Git is { } url)
            return new GitSource(url, spec.Reference);
        if (spec.Path is not { } path)
            return new RegistrySource(spec.Registry == CratesIo ? null : spec.Registry, spec.RegistryIndex);
        var from = spec.Base is { } name ? BaseDirectory(table, entry, name) : spec.PathBase ?? manifest.Directory;
        var directory = ManifestPaths.TryJoin(from, path)
            ?? throw table.Error(CargoCodes.InvalidPath, $"The dependency `{entry.Key}` has the path \"{path}\", which is none.",
                entry.Key);
        return new PathSource(ManifestPaths.Relative(workspaceRoot, directory));
    }

    /// <summary>Path bases are for nightly toolchains; Cargo has one of its own, the others are in its configuration.</summary>
    private string BaseDirectory(ManifestSection table, TomlEntry entry, string name) => name == "workspace"
        ? inheritance.RootDirectory(table, entry.Key)
        : throw table.Error(CargoCodes.UnsupportedFeature,
            $"The dependency `{entry.Key}` has the path base `{name}`, and only `workspace` is supported; write the whole path.",
            entry.Key);

    /// <summary>A key means one package, whichever table it stands in.</summary>
    private void CheckOneSource(List<CargoDependency> dependencies)
    {
        var first = new Dictionary<string, CargoDependency>(dependencies.Count, StringComparer.Ordinal);
        foreach (var dependency in dependencies)
        {
            if (!first.TryAdd(dependency.Key, dependency) && DependencySources.Differ(first[dependency.Key].Source, dependency.Source))
                throw manifest.Error(CargoCodes.InvalidDependency,
                    $"The dependency `{dependency.Key}` comes from one place here and from another in line " +
                    $"{first[dependency.Key].Position.Line}; let both say the same, or rename one and give it `package`.",
                    dependency.Position);
        }
    }
}
