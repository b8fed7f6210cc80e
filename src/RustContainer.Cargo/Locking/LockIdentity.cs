namespace RustContainer.Cargo.Locking;

/// <summary>What no two packages of a lock have in common.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where it comes from; <see langword="null"/> for this machine, or where that tells nothing.</param>
internal sealed record LockIdentity(string Name, string Version, string? Source);
