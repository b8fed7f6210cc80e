using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Selection;

/// <summary>A member to build, with the features asked for on the command line.</summary>
/// <param name="Package">The member.</param>
/// <param name="Features">The features asked for, sorted; those of <c>default</c> are not among them.</param>
/// <param name="DefaultFeatures">Whether <c>default</c> is asked for.</param>
public sealed record SelectedPackage(CargoPackage Package, IReadOnlyList<string> Features, bool DefaultFeatures);

/// <summary>A file that a build gives.</summary>
/// <param name="Package">The package it comes from.</param>
/// <param name="Target">The target it comes from.</param>
/// <param name="CrateType">rustc's crate type: <c>bin</c>, <c>cdylib</c>, <c>dylib</c> or <c>staticlib</c>.</param>
/// <param name="FileName">The file's name in the profile's directory.</param>
public sealed record CargoArtifact(CargoPackage Package, CargoTarget Target, string CrateType, string FileName);
