using System.Collections.Concurrent;

namespace RustContainer.Cargo.Workspaces;

/// <summary>The <c>[workspace.dependencies]</c> of a root. Each is read once, however many members inherit it.</summary>
/// <param name="root">The root manifest.</param>
internal sealed class SharedDependencies(ManifestFile root)
{
    private readonly ManifestSection? _section = root.Root.Section("workspace")?.Section("dependencies");

    // Editions differ in the spellings that they take.
    private readonly ConcurrentDictionary<string, DependencySpec> _ofOldEditions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DependencySpec> _ofNewEditions = new(StringComparer.Ordinal);

    /// <summary>The dependency under a key, for a member of an edition; <see langword="null"/> where the root has none.</summary>
    public DependencySpec? Find(string key, string edition)
    {
        var known = string.CompareOrdinal(edition, "2024") < 0 ? _ofOldEditions : _ofNewEditions;
        if (!known.TryGetValue(key, out var spec) && _section?.Has(key) == true)
            known[key] = spec = DependencySpec.ReadShared(_section, key, edition);
        return spec;
    }
}
