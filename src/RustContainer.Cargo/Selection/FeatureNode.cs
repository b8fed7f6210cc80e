using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Selection;

/// <summary>A local package as it is compiled: for the target, or for the machine that compiles.</summary>
/// <param name="package">The package.</param>
/// <param name="forHost">Whether it is for the machine that compiles: a procedural macro, or below one or a build script.</param>
internal sealed class FeatureNode(CargoPackage package, bool forHost)
{
    public CargoPackage Package { get; } = package;

    public bool ForHost { get; } = forHost;

    /// <summary>The package's dependencies by key: under one key there may be several, for other kinds and platforms.</summary>
    /// <remarks>Made when first asked for: for most packages nobody does.</remarks>
    public ILookup<string, CargoDependency> Dependencies =>
        field ??= Package.Dependencies.ToLookup(dependency => dependency.Key, StringComparer.Ordinal);

    /// <summary>Whether it counts for features alone: Cargo unifies a selected procedural macro's features for the target too, though it
    /// compiles nothing of it for that.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The features that are on.</summary>
    public SortedSet<string> Features { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of optional dependencies that are on.</summary>
    public HashSet<string> Activated { get; } = new(StringComparer.Ordinal);

    /// <summary>Features asked of dependencies beyond those of the dependency's own entry, by key.</summary>
    public Dictionary<string, SortedSet<string>> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Features to ask for once a dependency is on, by its key.</summary>
    public Dictionary<string, List<string>> Deferred { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a dependency takes part.</summary>
    public bool IsOn(CargoDependency dependency) => !dependency.Optional || Activated.Contains(dependency.Key);
}
