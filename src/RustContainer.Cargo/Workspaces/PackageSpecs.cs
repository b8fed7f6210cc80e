using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Package ids as profiles and <c>[replace]</c> name them.
/// https://doc.rust-lang.org/cargo/reference/pkgid-spec.html</summary>
internal static class PackageSpecs
{
    /// <summary>What is wrong with an id, or <see langword="null"/>. One that holds an address is left to Cargo.</summary>
    public static string? Problem(string spec)
    {
        if (spec.Contains("://", StringComparison.Ordinal))
            return null;
        var (name, version) = Split(spec);
        return NameRules.PackageProblem(name) ?? (version is null || IsVersion(version) ? null
            : $"The package id `{spec.ReplaceLineEndings(" ")}` does not end with a version; write one like \"1.2\"");
    }

    /// <summary>Whether the id names a version.</summary>
    public static bool HasVersion(string spec) => spec.Contains("://", StringComparison.Ordinal) || Split(spec).Version is not null;

    private static (string Name, string? Version) Split(string spec)
    {
        var at = spec.LastIndexOf('@');
        if (at < 0 && spec.LastIndexOf(':') is > 0 and var colon && spec[colon - 1] != ':')
            at = colon;
        return at < 0 ? (spec, null) : (spec[..at], spec[(at + 1)..]);
    }

    private static bool IsVersion(string text) => SemVersion.TryParse(text, out _) || RustVersions.TryParse(text, out _);
}
