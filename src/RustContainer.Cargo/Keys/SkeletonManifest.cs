using System.Security.Cryptography;
using System.Text;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Cargo.Recipes.TomlEdit;

namespace RustContainer.Cargo.Keys;

/// <summary>Writes the skeleton's Cargo.toml.</summary>
internal static class SkeletonManifest
{
    public static TomlTable Make(DependencyClosure closure)
    {
        var workspace = closure.Selection.Workspace;
        var keys = KeysOf(closure.Asked);
        return Table(
            ("cargo-features", workspace.RootManifest.Table["cargo-features"]),
            ("package", Table(
                ("name", Text(Skeleton.PackageName)), ("version", Text("0.0.0")), ("edition", Text(Edition(workspace))),
                ("resolver", Text(workspace.Resolver)), ("publish", Flag(false)))),
            ("workspace", Table()),
            ("lib", Table(("path", Text("src/lib.rs")))),
            ("dependencies", Dependencies(closure, keys, DependencyKind.Normal, null)),
            ("dev-dependencies", Dependencies(closure, keys, DependencyKind.Development, null)),
            ("build-dependencies", Dependencies(closure, keys, DependencyKind.Build, null)),
            ("target", Platforms(closure, keys)),
            ("profile", NullIfEmpty(closure.Profiles)),
            ("patch", NullIfEmpty(closure.Patches)),
            ("replace", workspace.Replace is { } replace ? NullIfEmpty(replace.Map((_, value) => IsHere(value) ? null : value)) : null));
    }

    private static bool IsHere(TomlValue replacement) => replacement is TomlTable table && table["path"] is not null;

    /// <summary>Resolver 3 came with edition 2024; before it the skeleton needs no more than 2021, or an older toolchain 2018.</summary>
    private static string Edition(CargoWorkspace workspace) => workspace.Resolver switch { "3" => "2024", "2" => "2021", _ => "2018" };

    private static TomlTable? Platforms(DependencyClosure closure, Dictionary<string, string> keys)
    {
        var platforms = closure.Asked.Select(dependency => dependency.Platform).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(platform => (platform, (TomlValue?)Table(
                ("dependencies", Dependencies(closure, keys, DependencyKind.Normal, platform)),
                ("dev-dependencies", Dependencies(closure, keys, DependencyKind.Development, platform)),
                ("build-dependencies", Dependencies(closure, keys, DependencyKind.Build, platform)))));
        return NullIfEmpty(Table(platforms));
    }

    private static TomlTable? Dependencies(
        DependencyClosure closure, Dictionary<string, string> keys, DependencyKind kind, string? platform) =>
        NullIfEmpty(Table(closure.Asked.Where(dependency => dependency.Kind == kind && dependency.Platform == platform)
            .Select(dependency => (keys[IdentityOf(dependency)], (TomlValue?)Dependency(dependency, keys[IdentityOf(dependency)])))));

    private static TomlTable Dependency(ExternalDependency dependency, string key)
    {
        var source = dependency.Dependency.Source;
        var git = source as GitSource;
        var registry = source as RegistrySource;
        var version = dependency.Locked is { } locked ? $"={locked.Version}" : dependency.VersionText;
        return Table(
            ("package", key == dependency.Package.Value ? null : Text(dependency.Package.Value)),
            ("version", git is null ? Text(version) : null),
            ("git", git is null ? null : Text(git.Url)),
            ("branch", Reference(git, GitReferenceKind.Branch)),
            ("tag", Reference(git, GitReferenceKind.Tag)),
            ("rev", Reference(git, GitReferenceKind.Revision)),
            ("registry", registry?.Name is { } name ? Text(name) : null),
            ("registry-index", registry?.IndexUrl is { } url ? Text(url) : null),
            ("default-features", dependency.DefaultFeatures ? null : Flag(false)),
            ("features", dependency.Features.Count == 0 ? null : Texts(dependency.Features)));
    }

    private static TomlString? Reference(GitSource? git, GitReferenceKind kind) =>
        git is not null && git.Reference.Kind == kind ? Text(git.Reference.Value) : null;

    /// <summary>A key for each package: its name, where one version has it; else with the version, and where that is not enough, a
    /// hash.</summary>
    private static Dictionary<string, string> KeysOf(IReadOnlyList<ExternalDependency> dependencies)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var named in dependencies.DistinctBy(IdentityOf).GroupBy(dependency => dependency.Package))
        {
            var isOnly = named.Count() == 1;
            foreach (var dependency in named)
            {
                var sameVersion = named.Count(other => other.VersionText == dependency.VersionText) > 1;
                keys[IdentityOf(dependency)] = isOnly ? named.Key.Value
                    : $"{named.Key}-{KeyPart(dependency.VersionText)}{(sameVersion ? $"-{Hash(dependency.SourceText)}" : "")}";
            }
        }
        return keys;
    }

    private static string IdentityOf(ExternalDependency dependency) =>
        $"{dependency.Package} {dependency.VersionText} {dependency.SourceText}";

    private static string KeyPart(string version) =>
        string.Concat(version.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static TomlTable? NullIfEmpty(TomlTable table) => table.Entries.Count == 0 ? null : table;
}
