using System.Security.Cryptography;
using System.Text;
using RustContainer.Cargo.Recipes;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;
using static RustContainer.Cargo.Recipes.TomlEdit;

namespace RustContainer.Cargo.Keys;

/// <summary>Writes the skeleton's Cargo.toml.</summary>
internal static class SkeletonManifest
{
    /// <summary>The manifest of each part.</summary>
    public static IEnumerable<(SkeletonPart Part, TomlTable Manifest)> Make(DependencyClosure closure, IReadOnlyList<SkeletonPart> parts)
    {
        var keys = KeysOf(closure.Asked);
        var members = parts.Skip(1).Select(part => part.Directory.TrimEnd('/')).ToArray();
        foreach (var part in parts)
            yield return (part, part.Directory.Length == 0 ? Root(closure, part, members, keys) : Member(closure, part, keys));
    }

    private static TomlTable Root(DependencyClosure closure, SkeletonPart part, string[] members, Dictionary<string, string> keys)
    {
        var workspace = closure.Selection.Workspace;
        return Table([
            ("cargo-features", workspace.RootManifest.Table["cargo-features"]),
            .. Package(closure, part, ("resolver", Text(closure.Resolver))),
            ("workspace", members.Length == 0 ? Table()
                : Table(("members", Texts(members)), ("default-members", Texts([".", .. members])))),
            .. Asked(part, keys),
            ("profile", NullIfEmpty(closure.Profiles)),
            ("patch", NullIfEmpty(closure.Patches)),
            ("replace", workspace.Replace is { } replace ? NullIfEmpty(replace.Map((_, value) => IsHere(value) ? null : value)) : null),
        ]);
    }

    private static TomlTable Member(DependencyClosure closure, SkeletonPart part, Dictionary<string, string> keys) =>
        Table([.. Package(closure, part), .. Asked(part, keys)]);

    private static TomlField[] Package(
        DependencyClosure closure, SkeletonPart part, params TomlField[] more) =>
    [
        ("package", Table([
            ("name", Text(part.Name)), ("version", Text("0.0.0")), ("edition", Text(Edition(closure))), .. more,
            ("publish", Flag(false))])),
        ("lib", Table(("path", Text("src/lib.rs")), ("crate-type", part.CrateTypes.Count == 0 ? null : Texts(part.CrateTypes)))),
    ];

    private static TomlField[] Asked(SkeletonPart part, Dictionary<string, string> keys) =>
    [
        ("dependencies", Dependencies(part, keys, DependencyKind.Normal, null)),
        ("dev-dependencies", Dependencies(part, keys, DependencyKind.Development, null)),
        ("build-dependencies", Dependencies(part, keys, DependencyKind.Build, null)),
        ("target", Platforms(part, keys)),
    ];

    private static bool IsHere(TomlValue replacement) => replacement is TomlTable table && table["path"] is not null;

    /// <summary>Resolver 2 came with edition 2021; where it is not used, an older toolchain may be.</summary>
    private static string Edition(DependencyClosure closure) => closure.Resolver == "1" ? "2018" : "2021";

    private static TomlTable? Platforms(SkeletonPart part, Dictionary<string, string> keys)
    {
        var platforms = part.Asked.Select(dependency => dependency.Platform).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(platform => new TomlField(platform, Table(
                ("dependencies", Dependencies(part, keys, DependencyKind.Normal, platform)),
                ("dev-dependencies", Dependencies(part, keys, DependencyKind.Development, platform)),
                ("build-dependencies", Dependencies(part, keys, DependencyKind.Build, platform)))));
        return NullIfEmpty(Table(platforms));
    }

    private static TomlTable? Dependencies(
        SkeletonPart part, Dictionary<string, string> keys, DependencyKind kind, string? platform) =>
        NullIfEmpty(Table(part.Asked.Where(dependency => dependency.Kind == kind && dependency.Platform == platform)
            .Select(dependency => new TomlField(keys[IdentityOf(dependency)], Dependency(dependency, keys[IdentityOf(dependency)])))));

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
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var named in dependencies.DistinctBy(IdentityOf).GroupBy(dependency => dependency.Package.Value, StringComparer.Ordinal))
        {
            var isOnly = named.Count() == 1;
            foreach (var dependency in named)
            {
                var sameVersion = named.Count(other => other.VersionText == dependency.VersionText) > 1;
                var key = isOnly ? named.Key
                    : $"{named.Key}-{KeyPart(dependency.VersionText)}{(sameVersion ? $"-{Hash(dependency.SourceText)}" : "")}";
                // Versions may differ in a character that no key has, and a package may be named as another one's key.
                keys[IdentityOf(dependency)] = taken.Add(key) ? key : $"{key}-{Hash(IdentityOf(dependency))}";
            }
        }
        return keys;
    }

    private static string IdentityOf(ExternalDependency dependency) =>
        $"{dependency.Package.Value} {dependency.VersionText} {dependency.SourceText}";

    private static string KeyPart(string version) =>
        string.Concat(version.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static TomlTable? NullIfEmpty(TomlTable table) => table.Entries.Count == 0 ? null : table;
}
