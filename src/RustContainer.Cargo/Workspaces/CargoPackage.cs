using RustContainer.Cargo.Versions;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A package of the workspace, or one beside it that a path dependency reaches. Inheritance is applied, targets are
/// found.</summary>
public sealed record CargoPackage
{
    /// <summary>Its name.</summary>
    public required PackageName Name { get; init; }

    /// <summary>Its version; 0.0.0 where the manifest gives none.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>Its directory, relative to the workspace's root, with '/'; "" for the root, "../x" for one outside.</summary>
    public required string Directory { get; init; }

    /// <summary>Its manifest.</summary>
    public required ManifestFile Manifest { get; init; }

    /// <summary>The manifest's absolute path.</summary>
    public string ManifestPath => Manifest.Path;

    /// <summary>Whether it is a member of the workspace; else it is reached by a path dependency or a patch.</summary>
    public required bool IsMember { get; init; }

    /// <summary>Its edition, as <c>2021</c>.</summary>
    public required string Edition { get; init; }

    /// <summary>The oldest Rust that it claims to need, as written; <see langword="null"/> where it claims none.</summary>
    public string? RustVersion { get; init; }

    /// <summary>The native library that its build script links; <see langword="null"/> for none.</summary>
    public string? Links { get; init; }

    /// <summary>Its description; <see langword="null"/> for none.</summary>
    public string? Description { get; init; }

    /// <summary>Its licence expression; <see langword="null"/> for none.</summary>
    public string? License { get; init; }

    /// <summary>Its authors.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The address of its repository; <see langword="null"/> for none.</summary>
    public string? Repository { get; init; }

    /// <summary>The binary that <c>cargo run</c> runs; <see langword="null"/> for none.</summary>
    public string? DefaultRun { get; init; }

    /// <summary>Its targets: the library first, then binaries, examples, tests and benchmarks, each sorted by name, then the build
    /// script.</summary>
    public required IReadOnlyList<CargoTarget> Targets { get; init; }

    /// <summary>Its dependencies: normal, development, build; then those of each platform.</summary>
    public required IReadOnlyList<CargoDependency> Dependencies { get; init; }

    /// <summary>Its features with those that optional dependencies imply, sorted by name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Features { get; init; }

    /// <summary>Its library; <see langword="null"/> for none.</summary>
    public CargoTarget? Library => Targets.FirstOrDefault(target => target.Kind == TargetKind.Library);

    /// <summary>Its binaries.</summary>
    public IEnumerable<CargoTarget> Binaries => Targets.Where(target => target.Kind == TargetKind.Binary);

    /// <summary>Whether it has a build script.</summary>
    public bool HasBuildScript => Targets.Any(target => target.Kind == TargetKind.BuildScript);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";
}
