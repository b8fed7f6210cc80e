namespace RustContainer.Cargo.Locking;

/// <summary>The codes of errors in Cargo.lock and in the toolchain file.</summary>
public static class LockCodes
{
    /// <summary>Cargo.lock is TOML, but not what cargo writes: a key is missing or holds another kind of value.</summary>
    public const string InvalidLock = "RUSTPROJ3010";

    /// <summary>Cargo.lock has a version that is newer than any that this SDK reads, or that never existed.</summary>
    public const string UnknownLockVersion = "RUSTPROJ3011";

    /// <summary>Cargo.lock holds the markers of a merge conflict.</summary>
    public const string MergeConflict = "RUSTPROJ3012";

    /// <summary>Cargo.lock holds the same package twice.</summary>
    public const string DuplicateLockPackage = "RUSTPROJ3013";

    /// <summary>The toolchain file does not say what rustup could follow.</summary>
    public const string InvalidToolchainFile = "RUSTPROJ3014";
}
