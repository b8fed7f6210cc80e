namespace RustContainer.Staging;

/// <summary>What a rust-toolchain file asks for.</summary>
/// <param name="Channel">The channel: <c>stable</c>, <c>1.85</c>, <c>nightly-2026-01-31</c>; empty where it names none.</param>
/// <param name="Components">Components to install besides.</param>
/// <param name="Targets">Targets to install besides.</param>
/// <param name="Source">Where it stands, for messages.</param>
public sealed record Toolchain(string Channel, IReadOnlyList<string> Components, IReadOnlyList<string> Targets, string Source)
{
    /// <summary>No rust-toolchain file.</summary>
    public static Toolchain None { get; } = new("", [], [], "rust-toolchain");
}
