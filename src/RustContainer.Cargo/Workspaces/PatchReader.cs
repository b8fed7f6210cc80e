using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the root's <c>[patch]</c>.</summary>
internal static class PatchReader
{
    public static IReadOnlyList<CargoPatch> Read(ManifestFile root, RootSearch roots)
    {
        var reader = new DependencyReader(root, new Inheritance(root, roots), root.Directory, EditionOf(root));
        var patches = new List<CargoPatch>();
        CheckReplacements(root, reader);
        foreach (var (source, section) in root.Root.Sections("patch"))
        {
            if (!Addresses.IsUrl(source.Key) && NameRules.RegistryProblem(source.Key) is not null)
                throw root.Error(CargoCodes.InvalidDependency,
                    $"[patch.'{source.Key.ReplaceLineEndings(" ")}'] names neither a registry nor an address; write `crates-io`, or the " +
                    "address that the dependency has.", source.KeyPosition);
            foreach (var entry in section.Table.Entries)
                patches.Add(new(source.Key, reader.Read(section, entry, DependencyKind.Normal, null)));
        }
        return patches;
    }

    /// <summary>The older way to patch: a package id, and what takes its place.</summary>
    private static void CheckReplacements(ManifestFile root, DependencyReader reader)
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
            reader.Read(replace, entry, DependencyKind.Normal, null);
        }
    }

    private static string EditionOf(ManifestFile root) => (root.PackageTable?["edition"] as TomlString)?.Value ?? "2015";
}
