using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the <c>[patch]</c> of the root and of Cargo's configuration, of which the latter goes before the former.</summary>
/// <param name="root">The root manifest.</param>
/// <param name="config">The configuration.</param>
/// <param name="roots">Finds what is inherited.</param>
internal sealed class PatchReader(ManifestFile root, CargoConfig? config, RootSearch roots)
{
    private const string CratesIo = "https://github.com/rust-lang/crates.io-index";

    private readonly TomlTable _ofConfig = config is null
        ? TomlEdit.Table()
        : FileOf(root, config, config.Values).Root.Section("patch")?.Table ?? TomlEdit.Table();

    /// <summary>The patches, the configuration's first.</summary>
    public IReadOnlyList<CargoPatch> Read()
    {
        CheckReplacements();
        var patches = ReadConfig();
        var overridden = patches.Select(patch => new PatchedKey(Canonical(patch.Source), patch.Replacement.Key)).ToHashSet();
        foreach (var (source, section) in root.Root.Sections("patch"))
        {
            CheckSource(root, source);
            foreach (var entry in section.Table.Entries.Where(entry => !overridden.Contains(new(Canonical(source.Key), entry.Key))))
                patches.Add(Read(section, entry, source.Key));
        }
        return patches;
    }

    /// <summary>The tables in one.</summary>
    public TomlTable Table() => TomlEdit.Table(
        _ofConfig.Entries.Concat((root.Table["patch"] as TomlTable)?.Entries ?? []).GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(group => new TomlField(group.Key, TomlEdit.Table(group.SelectMany(entry => ((TomlTable)entry.Value).Entries)
                .DistinctBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new TomlField(entry.Key, entry.Value))))));

    private List<CargoPatch> ReadConfig()
    {
        var patches = new List<CargoPatch>();
        foreach (var source in _ofConfig.Entries)
        {
            var values = config!.Values["patch"] is ConfigTable sources ? sources[source.Key] as ConfigTable : null;
            var all = new ManifestSection(FileOf(root, config, values ?? config.Values), _ofConfig, "patch").Section(source.Key)!;
            CheckSource(all.File, source);
            foreach (var entry in all.Table.Entries)
                patches.Add(Read(all with { File = FileOf(root, config, values?[entry.Key] ?? config.Values) }, entry, source.Key));
        }
        return patches;
    }

    private CargoPatch Read(ManifestSection section, TomlEntry entry, string source) =>
        new(source, ReaderOf(section.File).Read(section, entry, DependencyKind.Normal, null)) { File = section.File };

    private DependencyReader ReaderOf(ManifestFile file) => new(file, new Inheritance(root, roots), root.Directory, EditionOf(root));

    private static void CheckSource(ManifestFile file, TomlEntry source)
    {
        if (!Addresses.IsUrl(source.Key) && NameRules.RegistryProblem(source.Key) is not null)
            throw file.Error(CargoCodes.InvalidDependency,
                $"[patch.'{source.Key.ReplaceLineEndings(" ")}'] names neither a registry nor an address; write `crates-io`, or the " +
                "address that the dependency has.", source.KeyPosition);
    }

    /// <summary>The older way to patch: a package id, and what takes its place.</summary>
    private void CheckReplacements()
    {
        if (root.Root.Section("replace") is not { } replace)
            return;
        foreach (var entry in replace.Table.Entries)
        {
            if (PackageSpecs.Problem(entry.Key) is { } problem)
                throw root.Error(CargoCodes.InvalidDependency, $"{problem} (a key of [replace]).", entry.KeyPosition);
            if (!PackageSpecs.HasVersion(entry.Key))
                throw root.Error(CargoCodes.InvalidDependency,
                    $"[replace] does not say which version of `{entry.Key}` is replaced; write \"{entry.Key}:1.2.3\".", entry.KeyPosition);
            if (entry.Value is TomlString || (entry.Value as TomlTable)?["version"] is not null)
                throw root.Error(CargoCodes.InvalidDependency,
                    $"[replace] gives a version to what replaces `{entry.Key}`; give it `git` or `path` alone.", entry.KeyPosition);
            ReaderOf(root).Read(replace, entry, DependencyKind.Normal, null);
        }
    }

    private static string Canonical(string source) => source == "crates-io" ? CratesIo : source.TrimEnd('/');

    /// <summary>The configuration as a manifest in the root, where its paths start from, under the name of the file with the value.</summary>
    private static ManifestFile FileOf(ManifestFile root, CargoConfig config, ConfigValue value) =>
        new(value.File.Path, config.Table) { Directory = root.Directory };

    private static string EditionOf(ManifestFile root) => (root.PackageTable?["edition"] as TomlString)?.Value ?? "2015";
}
