using RustContainer.Cargo.Keys;

namespace RustContainer.Replay;

/// <summary>What a cache of compiled dependencies can be keyed by, at one commit.</summary>
/// <param name="Raw">A hash of the manifests, lock, configuration and toolchain file: what a Dockerfile that copies them is keyed by.</param>
/// <param name="Recipe">cargo-chef's recipe.</param>
/// <param name="RecipeOfBin">The recipe of <c>cargo chef prepare --bin</c>; the whole one where nothing is selected.</param>
/// <param name="Key">The dependency key.</param>
/// <param name="Compiled">What cargo itself would compile; <see langword="null"/> where it was not asked.</param>
internal sealed record Forms(string Raw, string Recipe, string RecipeOfBin, DependencyKey Key, CompiledUnits? Compiled);
