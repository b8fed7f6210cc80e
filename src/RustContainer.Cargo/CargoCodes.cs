namespace RustContainer.Cargo;

/// <summary>The diagnostics of the Cargo workspace model; docs/diagnostics.md says of each what happened and what to do.</summary>
public static class CargoCodes
{
    /// <summary>There is no Cargo.toml where one was named, or it cannot be read.</summary>
    public const string ManifestMissing = "RUSTPROJ3002";

    /// <summary>A key has a value of the wrong type.</summary>
    public const string WrongType = "RUSTPROJ3003";

    /// <summary>A manifest lacks what every manifest has: <c>[package]</c> or <c>[workspace]</c>, and a package its name.</summary>
    public const string IncompleteManifest = "RUSTPROJ3004";

    /// <summary>A name that Cargo does not allow: of a package, target, feature or profile.</summary>
    public const string InvalidName = "RUSTPROJ3005";

    /// <summary>An edition or a resolver that does not exist.</summary>
    public const string UnknownEdition = "RUSTPROJ3006";

    /// <summary>A version, or a version requirement, that is none.</summary>
    public const string InvalidVersion = "RUSTPROJ3007";

    /// <summary>Two keys that contradict each other, as <c>[patch]</c> and <c>[replace]</c> in one manifest.</summary>
    public const string ContradictoryManifest = "RUSTPROJ3008";

    /// <summary>A path in a manifest that no file system has, or a glob that is none.</summary>
    public const string InvalidPath = "RUSTPROJ3009";

    /// <summary>A workspace member without a Cargo.toml.</summary>
    public const string MemberMissing = "RUSTPROJ3020";

    /// <summary>A package lies in a workspace that does not list it.</summary>
    public const string NotAMember = "RUSTPROJ3021";

    /// <summary>Two members of one workspace have the same name.</summary>
    public const string DuplicateMember = "RUSTPROJ3022";

    /// <summary>A member that is the root of, or belongs to, another workspace; or a root that is none.</summary>
    public const string WrongWorkspace = "RUSTPROJ3023";

    /// <summary>A field or dependency is inherited and the workspace's root does not have it.</summary>
    public const string InheritanceMissing = "RUSTPROJ3024";

    /// <summary>A package without any target.</summary>
    public const string NoTargets = "RUSTPROJ3025";

    /// <summary>Two targets of one kind with the same name.</summary>
    public const string DuplicateTarget = "RUSTPROJ3026";

    /// <summary>The source file of a target was not found, or there are two.</summary>
    public const string TargetSourceMissing = "RUSTPROJ3027";

    /// <summary>A target whose keys contradict each other or its kind.</summary>
    public const string InvalidTarget = "RUSTPROJ3028";

    /// <summary>A dependency whose keys contradict each other or say nothing.</summary>
    public const string InvalidDependency = "RUSTPROJ3029";

    /// <summary>A path dependency that is not there, or is another package.</summary>
    public const string PathDependencyMissing = "RUSTPROJ3030";

    /// <summary>The features table names what does not exist.</summary>
    public const string InvalidFeature = "RUSTPROJ3031";

    /// <summary><c>default-run</c> names a binary that the package lacks.</summary>
    public const string DefaultRunMissing = "RUSTPROJ3032";

    /// <summary>The selected package is not in the workspace.</summary>
    public const string UnknownPackage = "RUSTPROJ3033";

    /// <summary>The selected binary is in none of the selected packages.</summary>
    public const string UnknownBinary = "RUSTPROJ3034";

    /// <summary>The selected feature is in none of the selected packages.</summary>
    public const string UnknownFeature = "RUSTPROJ3035";

    /// <summary>An image needs one binary, and there is none or more than one.</summary>
    public const string NoSingleBinary = "RUSTPROJ3036";

    /// <summary>The selected profile does not exist, or a profile is not valid.</summary>
    public const string UnknownProfile = "RUSTPROJ3037";

    /// <summary>Cargo.lock does not satisfy the manifests and must not be changed.</summary>
    public const string LockDiffers = "RUSTPROJ3038";

    /// <summary>The selected target triple is none.</summary>
    public const string InvalidTriple = "RUSTPROJ3039";

    /// <summary>A configuration includes a file that is missing, includes it in turn, or is none that can be included.</summary>
    public const string InvalidInclude = "RUSTPROJ3043";

    /// <summary>A configuration has a value that Cargo, or the container, cannot take.</summary>
    public const string InvalidConfig = "RUSTPROJ3044";

    /// <summary>Two configuration files have values of one key that cannot be joined.</summary>
    public const string ConfigConflict = "RUSTPROJ3045";

    /// <summary>A profile says what Cargo does not allow, or inherits from one that does not exist.</summary>
    public const string InvalidProfile = "RUSTPROJ3046";

    /// <summary>The key of a <c>[target.…]</c> is neither a target triple nor a condition.</summary>
    public const string InvalidPlatform = "RUSTPROJ3047";

    /// <summary>A key of nightly toolchains that is not supported.</summary>
    public const string UnsupportedFeature = "RUSTPROJ3048";
}
