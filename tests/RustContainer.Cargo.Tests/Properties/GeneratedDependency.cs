using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Tests.Properties;

/// <summary>A dependency of a generated crate.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Crate">The number of an internal crate, or -1.</param>
/// <param name="External">The name of an external one, or "".</param>
/// <param name="Requirement">What is asked of an external one.</param>
public sealed record GeneratedDependency(string Key, int Crate, string External, string Requirement)
{
    public DependencyKind Kind { get; init; }

    public string? Platform { get; init; }

    public bool Optional { get; init; }

    public bool DefaultFeatures { get; init; } = true;

    public IReadOnlyList<string> Features { get; init; } = [];

    public bool Inherited { get; init; }

    public bool IsExternal => Crate < 0;

    /// <summary>Whether it is there whatever the features and the platform are.</summary>
    public bool IsCertain => !Optional && Platform is null && Kind != DependencyKind.Development;
}
