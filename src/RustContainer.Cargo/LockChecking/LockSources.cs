using System.Text.RegularExpressions;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Versions;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.LockChecking;

/// <summary>Whether a locked package is what a dependency asks for.</summary>
/// <param name="workspace">The workspace, for its patches and packages.</param>
internal sealed partial class LockSources(CargoWorkspace workspace)
{
    private readonly HashSet<string> _patched =
        [.. workspace.Patches.Select(patch => patch.Replacement.Package.Value), .. (workspace.Replace?.Entries ?? [])
            .Select(entry => NameOf(entry.Key))];

    // Each is asked for by many.
    private readonly Dictionary<string, SemVersion?> _versions = new(StringComparer.Ordinal);

    /// <summary>Whether the source is a registry.</summary>
    public static bool IsRegistry(string source) =>
        source.StartsWith("registry+", StringComparison.Ordinal) || source.StartsWith("sparse+", StringComparison.Ordinal);

    /// <summary>Whether version and source fit; a patched package may come from anywhere.</summary>
    public bool Satisfies(CargoDependency dependency, LockPackage locked) =>
        (IsFrom(dependency, locked) || _patched.Contains(locked.Name)) && (dependency.Requirement is not { } requirement
            || (VersionOf(locked) is { } version && requirement.Matches(version)));

    private SemVersion? VersionOf(LockPackage locked)
    {
        if (!_versions.TryGetValue(locked.Version, out var version))
            _versions[locked.Version] = version = SemVersion.TryParse(locked.Version, out var parsed) ? parsed : null;
        return version;
    }

    /// <summary>Whether the locked package comes from where the dependency says.</summary>
    public static bool IsFrom(CargoDependency dependency, LockPackage locked) => dependency.Source switch
    {
        PathSource => locked.Source is null,
        GitSource git => locked.Source is { } source && GitLockSource.Matches(git, source),
        RegistrySource registry => locked.Source is { } source && IsFrom(registry, source),
        _ => false,
    };

    /// <summary>Where the dependency is to come from, as the end of a phrase.</summary>
    public static string Describe(CargoDependency dependency) => dependency.Source switch
    {
        PathSource path => $" in \"{path.Directory}\"",
        GitSource git => $" from git {WithoutCredentials(git.Url)}{(git.Reference.Value.Length > 0 ? $" ({git.Reference.Value})" : "")}",
        RegistrySource { Name: { } name } => $" from the registry `{name}`",
        RegistrySource { IndexUrl: { } url } => $" from {WithoutCredentials(url)}",
        _ => "",
    };

    /// <summary>The address for a message: a build's log is no place for the token in <c>https://TOKEN@host/</c>.</summary>
    public static string WithoutCredentials(string address) => Credentials().Replace(address, "…@");

    private static bool IsFrom(RegistrySource registry, string source)
    {
        if (!IsRegistry(source))
            return false;
        // The address of a named registry may stand in a configuration that this machine does not have.
        return registry is not { Name: null, IndexUrl: null }
            || source is "registry+https://github.com/rust-lang/crates.io-index" or "sparse+https://index.crates.io/";
    }

    /// <summary>The name in a package id of <c>[replace]</c>: <c>name:1.0</c>, <c>name@1.0</c> or <c>url#name:1.0</c>.</summary>
    private static string NameOf(string id)
    {
        var name = id[(id.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var end = name.AsSpan().IndexOfAny(':', '@');
        return end < 0 ? name : name[..end];
    }

    // Of ssh://git@host the name is no secret.
    [GeneratedRegex(@"(?<=https?://)[^/\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
