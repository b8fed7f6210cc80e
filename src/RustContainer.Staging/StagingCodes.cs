namespace RustContainer.Staging;

/// <summary>The codes of configuration errors. Each has a section in docs/diagnostics.md.</summary>
public static class StagingCodes
{
    /// <summary>A property or item holds a line end or another control character.</summary>
    public const string ControlCharacter = "RUSTPROJ2001";

    /// <summary>No artifact can be made for this runtime identifier.</summary>
    public const string UnsupportedRuntimeIdentifier = "RUSTPROJ2002";

    /// <summary><c>ContainerRuntime</c> names no runtime family.</summary>
    public const string UnknownRuntimeFamily = "RUSTPROJ2003";

    /// <summary><c>RustCacheStrategy</c> names no strategy.</summary>
    public const string UnknownStrategy = "RUSTPROJ2004";

    /// <summary><c>RustBuilderImage</c> or <c>ContainerBaseImage</c> is no image reference.</summary>
    public const string InvalidImage = "RUSTPROJ2006";

    /// <summary>The Rust version is none that a builder image or rustup knows.</summary>
    public const string InvalidToolchain = "RUSTPROJ2007";

    /// <summary>A <c>ContainerPort</c> is no port.</summary>
    public const string InvalidPort = "RUSTPROJ2008";

    /// <summary>A name (of an environment variable, a label, a feature, a profile, a binary, a cache) has characters that it must not
    /// have.</summary>
    public const string InvalidName = "RUSTPROJ2009";

    /// <summary><c>ContainerUser</c> is no user of a container.</summary>
    public const string InvalidUser = "RUSTPROJ2010";

    /// <summary><c>ContainerWorkingDirectory</c> is no absolute path of a container.</summary>
    public const string InvalidWorkingDirectory = "RUSTPROJ2011";

    /// <summary>The staged files could not be written.</summary>
    public const string CannotStage = "RUSTPROJ2012";

    /// <summary>A path that the configuration of cargo names cannot be mounted.</summary>
    public const string InvalidDependencyPath = "RUSTPROJ2013";

    /// <summary>A <c>BuildKitSecret</c> is none, or two are in each other's way.</summary>
    public const string InvalidSecret = "RUSTPROJ2060";

    /// <summary>A <c>BuildKitSecret</c> does not say where its value comes from, most often because MSBuild cut it at a comma.</summary>
    public const string SecretWithoutSource = "RUSTPROJ2061";

    /// <summary><c>BuildKitSsh</c> is no agent, or there are several.</summary>
    public const string InvalidSsh = "RUSTPROJ2062";

    /// <summary>A <c>BuildKitCacheFrom</c> or <c>BuildKitCacheTo</c> is none.</summary>
    public const string InvalidCache = "RUSTPROJ2070";

    /// <summary>MSBuild cut such a property at a comma.</summary>
    public const string CacheCut = "RUSTPROJ2071";

    /// <summary>A cache has a secret among its attributes.</summary>
    public const string SecretInCache = "RUSTPROJ2072";

    /// <summary>A <c>BuildKitCacheMount</c> is none.</summary>
    public const string InvalidCacheMount = "RUSTPROJ2073";
}
