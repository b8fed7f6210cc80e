using RustContainer.Cargo.Toml;
using RustContainer.Contract;

namespace RustContainer.Cargo.Locking;

/// <summary>A Cargo.lock. Versions 1 to 4 are read; what is written has the version that was read.</summary>
/// <param name="Version">The format's version. 1 and 2 do not name themselves and are told apart by what they hold.</param>
/// <param name="Packages">The packages, in the file's order.</param>
/// <param name="UnusedPatches">Patches that no package needs, <c>[[patch.unused]]</c>.</param>
/// <param name="Metadata">The table <c>[metadata]</c>, where version 1 keeps its checksums.</param>
/// <param name="Comments">Comments at the file's head other than cargo's own two lines; cargo keeps them.</param>
public sealed record CargoLock(
    int Version,
    IReadOnlyList<LockPackage> Packages,
    IReadOnlyList<LockPackage> UnusedPatches,
    TomlTable? Metadata,
    IReadOnlyList<string> Comments)
{
    private readonly Dictionary<string, LockNamesakes> _byName = ByName(Packages);

    /// <summary>The packages, in the file's order.</summary>
    /// <remarks>Not settable by <c>with</c>, which would leave the look-up behind.</remarks>
    public IReadOnlyList<LockPackage> Packages { get; } = Packages;

    /// <summary>The oldest version of the format that names itself.</summary>
    public const int FirstNamedVersion = 3;

    /// <summary>The newest version of the format that is read.</summary>
    public const int NewestVersion = 4;

    /// <summary>Reads a lock.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">The file's path, for messages only.</param>
    /// <exception cref="CodedException">A code of <see cref="LockCodes"/>, or <see cref="TomlCodes.Syntax"/>.</exception>
    public static CargoLock Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LockReader(path).Read(text);
    }

    /// <summary>Reads a lock from a file.</summary>
    /// <exception cref="CodedException">A code of <see cref="LockCodes"/>, or one of <see cref="TomlCodes"/>.</exception>
    public static CargoLock ReadFile(string path) => Parse(TomlDocument.ReadText(path), path);

    /// <summary>All packages of a name.</summary>
    public IReadOnlyList<LockPackage> PackagesNamed(string name) => _byName.TryGetValue(name, out var named) ? named.All : [];

    /// <summary>
    /// The package that a reference means, by cargo's own rules; <see langword="null"/> where there is none, or where more than one
    /// fits (which cargo never writes, but a merge may).
    /// </summary>
    public LockPackage? Resolve(LockDependency dependency)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        if (!_byName.TryGetValue(dependency.Name, out var named))
            return null;
        return named.All.Count == 1 && dependency is { Version: null, Source: null } ? named.All[0] : Choose(named, dependency);
    }

    /// <summary>
    /// The lock as cargo writes it: packages sorted by name and version, LF. A lock that cargo made is written back byte for byte.
    /// </summary>
    public string Write() => LockWriter.Write(this);

    private static LockPackage? Choose(LockNamesakes named, LockDependency dependency)
    {
        if (dependency.Version is null && !named.HaveOneVersion)
            return null;
        var candidates = named.OfVersion(dependency.Version ?? named.All[0].Version);
        if (dependency.Source is { } source)
            return Single(candidates.FindAll(package => IsSameSource(package.Source, source)));
        return candidates.Exists(package => package.Source is null)
            ? Single(candidates.FindAll(package => package.Source is null))
            : Single(candidates);
    }

    private static Dictionary<string, LockNamesakes> ByName(IReadOnlyList<LockPackage> packages)
    {
        var byName = new Dictionary<string, LockNamesakes>(packages.Count, StringComparer.Ordinal);
        foreach (var package in packages)
        {
            if (!byName.TryGetValue(package.Name, out var named))
                byName.Add(package.Name, named = new());
            named.Add(package);
        }
        return byName;
    }

    private static LockPackage? Single(List<LockPackage> packages) => packages is [var only] ? only : null;

    // A reference leaves out the exact revision, which follows a number sign.
    private static bool IsSameSource(string? source, string wanted) =>
        source is not null && WithoutRevision(source).SequenceEqual(WithoutRevision(wanted));

    private static ReadOnlySpan<char> WithoutRevision(string source) =>
        source.AsSpan(0, source.IndexOf('#', StringComparison.Ordinal) is >= 0 and var end ? end : source.Length);
}
