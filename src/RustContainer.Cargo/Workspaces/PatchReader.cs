namespace RustContainer.Cargo.Workspaces;

/// <summary>Reads the root's <c>[patch]</c>.</summary>
internal static class PatchReader
{
    public static IReadOnlyList<CargoPatch> Read(ManifestFile root, RootSearch roots)
    {
        var reader = new DependencyReader(root, new Inheritance(root, roots), root.Directory, EditionOf(root));
        var patches = new List<CargoPatch>();
        foreach (var (source, section) in root.Root.Sections("patch"))
        {
            foreach (var entry in section.Table.Entries)
                patches.Add(new(source.Key, reader.Read(section, entry, DependencyKind.Normal, null)));
        }
        return patches;
    }

    private static string EditionOf(ManifestFile root) => (root.PackageTable?["edition"] as Toml.TomlString)?.Value ?? "2015";
}
