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
    /// <summary>Parts of Cargo's configuration that say how it talks, not what it makes.</summary>
    private static readonly string[] Talk =
        ["alias", "term", "cargo-new", "doc", "future-incompat-report", "net", "http", "credential-alias", "cache", "install"];

    private static readonly string[] TalkOfBuild =
        ["jobs", "target-dir", "build-dir", "target", "incremental", "dep-info-basedir", "warnings"];

    /// <summary>The root's profiles that the selected one inherits from, itself included, less what is for other packages.</summary>
    public TomlTable Profiles() => Profiles(workspace.Profiles);

    /// <summary>The configuration that counts; <see langword="null"/> where none does.</summary>
    public TomlTable? Config()
    {
        if (workspace.Config is not { } config)
            return null;
        var kept = config.Table.Without(Talk)
            .MapTable("build", build => build.Without(TalkOfBuild) is { Entries.Count: > 0 } rest ? rest : null)
            .MapTable("profile", profiles => Profiles(profiles));
        return CanonicalToml.Sort(kept.Map((_, value) => value is TomlTable { Entries.Count: 0 } ? null : value));
    }

    /// <summary>The patches that are in use and do not lie on this machine.</summary>
    public TomlTable Patches()
    {
        var used = workspace.Patches.Where(patch => !patch.Replacement.IsPath && packages.Contains(patch.Replacement.Package.Value))
            .Select(patch => (patch.Source, patch.Replacement.Key)).ToHashSet();
        var kept = (workspace.Patch ?? TomlEdit.Table()).Map((source, value) =>
            value is TomlTable table
                && table.Map((key, entry) => used.Contains((source, key)) ? entry : null) is { Entries.Count: > 0 } rest ? rest : null);
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
