namespace RustContainer.Cargo.Messages;

/// <summary>What stopped cargo, as far as its words tell.</summary>
public enum CargoFailure
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>No choice of packages satisfies all manifests: one is not there, lacks a feature, or conflicts with another.</summary>
    Resolve,

    /// <summary>A manifest, or a file beside it, is not what cargo expects.</summary>
    Manifest,

    /// <summary>A build script failed.</summary>
    BuildScript,

    /// <summary>The linker failed or is not there.</summary>
    Linker,

    /// <summary>A registry, a git repository or a proxy could not be reached, or broke off.</summary>
    Download,

    /// <summary>A registry or a git server wants other credentials.</summary>
    Credentials,

    /// <summary>A process was killed from outside, as the compiler is for want of memory: no source is at fault.</summary>
    Killed,

    /// <summary>There is no room on the disk of the builder.</summary>
    DiskFull,

    /// <summary>A package, an edition or Cargo.lock asks for a newer toolchain.</summary>
    ToolchainTooOld,

    /// <summary>A program that cargo starts, as git or ssh, is not in the builder's image.</summary>
    ProgramMissing,

    /// <summary>Cargo.lock would have to change and must not.</summary>
    LockRefused,
}
