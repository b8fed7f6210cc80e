namespace RustContainer.Cargo.Workspaces;

/// <summary>Says what is wrong with a string of a manifest, without a full stop; <see langword="null"/> for nothing.</summary>
/// <param name="path">Where it stands.</param>
/// <param name="text">The string.</param>
internal delegate string? ShapeProblem(ShapePath path, string text);
