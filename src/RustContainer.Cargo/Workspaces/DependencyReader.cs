using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the dependency tables of one manifest.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="inheritance">Where inherited dependencies come from.</param>
/// <param name="workspaceRoot">The directory that paths are made relative to.</param>
/// <param name="edition">The package's edition.</param>
internal sealed class DependencyReader(ManifestFile manifest, Inheritance inheritance, string workspaceRoot, string edition)
{
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
        return found;
    }

    /// <summary>One entry of a dependency table.</summary>
    public CargoDependency Read(ManifestSection table, TomlEntry entry, DependencyKind kind, string? platform)
    {
        var spec = DependencySpec.Read(table, entry, edition, inheritance);
        if (NameRules.PackageProblem(entry.Key) is { } problem)
            throw table.Error(CargoCodes.InvalidName, $"{problem} (a key of `{table.Path}`).", entry.Key);
        DependencyRules.Check(table, entry, spec, kind);
        return new CargoDependency
        {
            Key = entry.Key,
            Package = new(spec.Package ?? entry.Key),
            Kind = kind,
            Platform = platform,
            Requirement = spec.Version is null ? null : ParseRequirement(table, entry, spec.Version),
            Optional = spec.Optional,
            DefaultFeatures = spec.DefaultFeatures ?? true,
            Features = spec.Features,
            Source = SourceOf(table, entry, spec),
            Registry = spec.Registry ?? spec.RegistryIndex,
            Position = entry.KeyPosition,
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

    private static VersionReq ParseRequirement(ManifestSection table, TomlEntry entry, string text) =>
        VersionReq.TryParse(text, out var requirement)
            ? requirement
            : throw table.Error(CargoCodes.InvalidVersion,
                $"The dependency `{entry.Key}` asks for version \"{text}\", which is no version requirement; write one like \"1.2\", " +
                "\"=1.2.3\" or \">=1.2, <1.5\".", entry.Key);

    private DependencySource SourceOf(ManifestSection table, TomlEntry entry, DependencySpec spec)
    {
        if (spec.Git is { } url)
            return new GitSource(url, spec.Reference);
        if (spec.Path is not { } path)
            return new RegistrySource(spec.Registry, spec.RegistryIndex);
        var directory = ManifestPaths.TryJoin(spec.PathBase ?? manifest.Directory, path)
            ?? throw table.Error(CargoCodes.InvalidPath, $"The dependency `{entry.Key}` has the path \"{path}\", which is none.",
                entry.Key);
        return new PathSource(ManifestPaths.Relative(workspaceRoot, directory));
    }
}
