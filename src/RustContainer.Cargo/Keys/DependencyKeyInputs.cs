using RustContainer.Cargo.Selection;

namespace RustContainer.Cargo.Keys;

/// <summary>What bears on compiled dependencies and stands in no file of the workspace.</summary>
/// <param name="Triple">The target.</param>
/// <param name="RustFlags">Flags for rustc from outside, as RUSTFLAGS holds them; "" for none.</param>
/// <param name="Toolchain">What chooses the toolchain: the toolchain file's text, or a version; "" for the builder image's own.</param>
/// <param name="BuilderImage">The builder image, with its digest where that is known.</param>
public sealed record DependencyKeyInputs(TargetTriple Triple, string RustFlags, string Toolchain, string BuilderImage);
