using RustContainer.Cargo.Configuration;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Toolchain;
using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>A Cargo workspace, or a package that stands alone, as Cargo would see it; read from files without running Cargo.</summary>
public sealed record CargoWorkspace
{
    /// <summary>The directory of the root manifest, absolute.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>The root manifest.</summary>
    public required ManifestFile RootManifest { get; init; }

    /// <summary>The root manifest's absolute path.</summary>
    public string RootManifestPath => RootManifest.Path;

    /// <summary>The members, ordered by directory, component by component.</summary>
    public required IReadOnlyList<CargoPackage> Members { get; init; }

    /// <summary>The members that a command without a selection works on.</summary>
    public required IReadOnlyList<CargoPackage> DefaultMembers { get; init; }

    /// <summary>Whether the root manifest was loaded; from a member's manifest, <see cref="DefaultMembers"/> is that member, as for a command
    /// in its directory.</summary>
    public required bool IsLoadedAtRoot { get; init; }

    /// <summary>Packages on this machine that are no members: excluded ones, ones outside the root, and patches.</summary>
    public required IReadOnlyList<CargoPackage> PathPackages { get; init; }

    /// <summary>The package of the root manifest; <see langword="null"/> in a virtual workspace.</summary>
    public required CargoPackage? RootPackage { get; init; }

    /// <summary>Whether the root manifest has no package.</summary>
    public bool IsVirtual => RootPackage is null;

    /// <summary>Whether the root manifest has a <c>[workspace]</c>.</summary>
    public bool HasWorkspaceTable => RootManifest.IsWorkspaceRoot;

    /// <summary>The resolver: <c>1</c>, <c>2</c> or <c>3</c>.</summary>
    public required string Resolver { get; init; }

    /// <summary>The root's <c>[profile]</c>; <see langword="null"/> where there is none.</summary>
    public TomlTable? Profiles => RootManifest.Table["profile"] as TomlTable;

    /// <summary>The <c>[patch]</c> of the root and of the configuration, paths relative to the root.</summary>
    public required TomlTable Patch { get; init; }

    /// <summary>The root's <c>[replace]</c>; <see langword="null"/> where there is none.</summary>
    public TomlTable? Replace => RootManifest.Table["replace"] as TomlTable;

    /// <summary>The entries of <see cref="Patch"/>, read as dependencies.</summary>
    public required IReadOnlyList<CargoPatch> Patches { get; init; }

    /// <summary>Absolute paths outside <see cref="RootDirectory"/> that Cargo reads: directories of packages, the manifests of other
    /// workspaces that those belong to, files of the configuration and what they name. A build context must hold them.</summary>
    public required IReadOnlyList<string> OutsidePaths { get; init; }

    /// <summary>The roots of other workspaces, from which some of <see cref="PathPackages"/> inherit.</summary>
    public IReadOnlyList<ManifestFile> PathRoots { get; init; } = [];

    /// <summary>Cargo.lock; <see langword="null"/> where there is none.</summary>
    public CargoLock? Lock { get; init; }

    /// <summary>Where Cargo.lock is, or would be.</summary>
    public string LockPath => Path.Combine(RootDirectory, "Cargo.lock");

    /// <summary>The toolchain file of the root directory, or of the nearest above it; <see langword="null"/> where there is none.</summary>
    public RustToolchain? Toolchain { get; init; }

    /// <summary>The Cargo configuration of the root directory and those above it; <see langword="null"/> where there is none.</summary>
    public CargoConfig? Config { get; init; }

    /// <summary>Members and packages beside them.</summary>
    public IEnumerable<CargoPackage> LocalPackages => Members.Concat(PathPackages);

    /// <summary>Reads the workspace that a manifest belongs to.</summary>
    /// <param name="manifestPath">A Cargo.toml, of the root or of a member, or the directory that holds it.</param>
    /// <exception cref="CodedException">A manifest, lock, toolchain file or configuration is missing or wrong: <see cref="CargoCodes"/>
    /// and RUSTPROJ3001, with file, line and column.</exception>
    public static CargoWorkspace Load(string manifestPath)
    {
        ArgumentNullException.ThrowIfNull(manifestPath);
        return new WorkspaceLoader().Load(manifestPath);
    }

    /// <summary>The local package that a path dependency means.</summary>
    /// <returns><see langword="null"/> where the dependency is not on this machine, or optional and absent.</returns>
    public CargoPackage? FindLocal(CargoDependency dependency) =>
        dependency.Source is PathSource path ? FindLocal(path.Directory) : null;

    /// <summary>The local package in a directory relative to the root.</summary>
    public CargoPackage? FindLocal(string directory) =>
        LocalPackages.FirstOrDefault(package => package.Directory.Equals(directory, ManifestPaths.Comparison));
}
