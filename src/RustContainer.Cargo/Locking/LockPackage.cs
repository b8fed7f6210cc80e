using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Locking;

/// <summary>A package of Cargo.lock.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its version, a valid one, as written.</param>
/// <param name="Source">Where it comes from, such as <c>registry+URL</c> or <c>git+URL?branch=b#commit</c>; none for a path.</param>
/// <param name="Checksum">The SHA-256 of its archive in hexadecimal, where there is one.</param>
/// <param name="Dependencies">The packages it depends on, of every kind, in the file's order.</param>
/// <param name="Replace">The package that <c>[replace]</c> puts in its stead.</param>
/// <param name="Position">Where the package begins.</param>
public sealed record LockPackage(
    string Name,
    string Version,
    string? Source,
    string? Checksum,
    IReadOnlyList<LockDependency> Dependencies,
    LockDependency? Replace = null,
    TomlPosition Position = default);
