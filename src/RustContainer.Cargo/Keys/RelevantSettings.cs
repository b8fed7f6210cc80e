using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>The profiles, configuration and patches that bear on external dependencies.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="chain">The selected profile.</param>
/// <param name="packages">The names of the packages that are compiled.</param>
internal sealed class RelevantSettings(CargoWorkspace workspace, ProfileChain chain, IReadOnlySet<string> packages)
{
    /// <summary>The root's profiles that the selected one inherits from, itself included, less what is for other packages.</summary>
    public TomlTable Profiles() => Profiles(workspace.Profiles);

    /// <summary>The part of a configuration that counts: the profiles in it, too, only where they do.</summary>
    public TomlTable Config(TomlTable config) => CanonicalToml.Sort(CanonicalToml.WithoutEmpty(
        config.MapTable("profile", Profiles)));

    /// <summary>The patches that are in use and do not lie on this machine.</summary>
    public TomlTable Patches()
    {
        var used = workspace.Patches.Where(patch => !patch.Replacement.IsPath && packages.Contains(patch.Replacement.Package.Value))
            .Select(patch => new PatchedKey(patch.Source, patch.Replacement.Key)).ToHashSet();
        var kept = workspace.Patch.Map((source, value) =>
            value is TomlTable table
                && table.Map((key, entry) => used.Contains(new(source, key)) ? entry : null) is { Entries.Count: > 0 } rest ? rest : null);
        return CanonicalToml.Sort(kept);
    }

    private TomlTable Profiles(TomlTable? profiles)
    {
        var kept = (profiles ?? TomlEdit.Table())
            .Map((name, value) => chain.Names.Contains(name, StringComparer.Ordinal) && value is TomlTable table ? Trim(table) : null);
        return CanonicalToml.Sort(kept);
    }

    private TomlTable Trim(TomlTable table) => table.MapTable("package", overrides => overrides.Map((spec, value) =>
        spec == "*" || packages.Contains(NameOf(spec)) ? value : null) is { Entries.Count: > 0 } rest ? rest : null);

    /// <summary>The name in a package id: <c>name</c>, <c>name@1.0</c>, <c>name:1.0</c> or <c>url#name@1.0</c>.</summary>
    private static string NameOf(string spec)
    {
        var name = spec[(spec.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var end = name.AsSpan().IndexOfAny('@', ':');
        return end < 0 ? name : name[..end];
    }
}
