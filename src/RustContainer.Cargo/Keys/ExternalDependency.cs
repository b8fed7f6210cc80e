using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>What the packages of a selection ask of one package that is not theirs.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Locked">Its entry in the lock; <see langword="null"/> where the lock has none.</param>
/// <param name="Dependency">One of the dependencies that ask, for its source and requirement.</param>
/// <param name="Kind">How it is compiled: for the target, for the machine that compiles (Build), or counted for features alone
/// (Development).</param>
/// <param name="Platform">The <c>cfg(…)</c> or triple that decides, where that is not known here; else <see langword="null"/>.</param>
/// <param name="Features">The features asked for, sorted.</param>
/// <param name="DefaultFeatures">Whether <c>default</c> is asked for.</param>
/// <param name="Lto">What it is compiled to for those that ask.</param>
internal sealed record ExternalDependency(
    PackageName Package, LockPackage? Locked, CargoDependency Dependency, DependencyKind Kind, string? Platform,
    IReadOnlyList<string> Features, bool DefaultFeatures, LtoNeed Lto)
{
    /// <summary>The locked version, or the requirement where there is none.</summary>
    public string VersionText => Locked?.Version ?? Dependency.Requirement?.ToString() ?? "*";

    /// <summary>The locked source, or what the manifest says.</summary>
    public string SourceText => Locked?.Source ?? Dependency.Source.ToString()!;
}
