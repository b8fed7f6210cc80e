using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Looks up what a package takes from the root of its workspace.</summary>
/// <param name="manifest">The package's manifest.</param>
/// <param name="roots">Finds the root.</param>
internal sealed class Inheritance(ManifestFile manifest, RootSearch roots)
{
    private ManifestFile? _root;
    private SharedDependencies? _shared;

    /// <summary>The keys of <c>[package]</c> that may say <c>workspace = true</c>.</summary>
    private static readonly HashSet<string> Inheritable = new(StringComparer.Ordinal)
    {
        "authors", "categories", "description", "documentation", "edition", "exclude", "homepage", "include", "keywords", "license",
        "license-file", "publish", "readme", "repository", "rust-version", "version",
    };

    /// <summary>What stands for a readme that the root does not name.</summary>
    private static readonly string[] Readmes = ["README.md", "README.txt", "README"];

    /// <summary>The section that holds the value of a key: the package's own, or the root's <c>[workspace.package]</c>.</summary>
    public ManifestSection Resolve(ManifestSection package, string key)
    {
        if (package.Table[key] is not TomlTable || !Inheritable.Contains(key))
            return package;
        var root = Root(package, key);
        var workspace = root.Root.Section("workspace");
        if (workspace?.Section("package") is { } fields && fields.Has(key))
            return fields;
        if (key == "readme" && HasReadme(root))
            return workspace!;
        throw package.Error(CargoCodes.InheritanceMissing,
            $"`{key}.workspace = true` inherits from the workspace's root, and '{root.Path}' has no `workspace.package.{key}`; " +
            "add it there or give the value here.", key);
    }

    /// <summary>The root's entry of <c>[workspace.dependencies]</c> for a dependency that says <c>workspace = true</c>.</summary>
    public DependencySpec Dependency(ManifestSection table, string key, string edition)
    {
        var root = Root(table, key);
        _shared ??= roots.SharedOf(root);
        return _shared.Find(key, edition)
            ?? throw table.Error(CargoCodes.InheritanceMissing,
                $"The dependency `{key}` is inherited, and '{root.Path}' has no `workspace.dependencies.{key}`; " +
                "add it there or say here where the dependency comes from.", key);
    }

    /// <summary>Checks that the lints that <c>lints.workspace = true</c> asks for exist.</summary>
    public void CheckLints()
    {
        if (manifest.Root.Section("lints") is not { } lints || !lints.Has("workspace"))
            return;
        if (Root(lints, "workspace") is var root && root.Root.Section("workspace")?.Has("lints") != true)
            throw lints.Error(CargoCodes.InheritanceMissing,
                $"`lints.workspace = true` inherits from the workspace's root, and '{root.Path}' has no `workspace.lints`; add " +
                "it there or remove `workspace` here.", "workspace");
    }

    /// <summary>The directory of the workspace's root.</summary>
    public string RootDirectory(ManifestSection section, string key) => Root(section, key).Directory;

    private static bool HasReadme(ManifestFile root) => Readmes.Any(name => File.Exists(Path.Combine(root.Directory, name)));

    private ManifestFile Root(ManifestSection section, string key) =>
        _root ??= roots.Find(manifest) ?? throw NoRoot(section, key);

    private static CodedException NoRoot(ManifestSection section, string key) => section.Error(CargoCodes.InheritanceMissing,
        $"`{section.Join(key)}` is inherited from a workspace, and no directory above has a Cargo.toml with a [workspace] that this " +
        "package belongs to; give the value here.", key);
}
