namespace RustContainer.Cargo.LockChecking;

/// <summary>One thing by which Cargo.lock does not satisfy the manifests.</summary>
/// <param name="Crate">The package it is about.</param>
/// <param name="Message">A sentence that names the crate, what is asked for and what is locked.</param>
/// <param name="File">The manifest that asks, or the lock, absolute.</param>
/// <param name="Line">1-based line in it, 0 for none.</param>
/// <param name="Column">1-based column in it, 0 for none.</param>
public sealed record LockDifference(string Crate, string Message, string File, int Line = 0, int Column = 0);
