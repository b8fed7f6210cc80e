using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Selection;

/// <summary>What the user wants built, in Cargo's words.</summary>
public sealed record CargoSelection
{
    /// <summary>Names of members; empty for the default members.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The one binary to build; <see langword="null"/> for all.</summary>
    public string? Bin { get; init; }

    /// <summary>Features as Cargo's <c>--features</c> takes them: <c>f</c>, <c>package/f</c> or <c>dependency/f</c>.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Whether every feature of the selected packages is on.</summary>
    public bool AllFeatures { get; init; }

    /// <summary>Whether the <c>default</c> features stay off.</summary>
    public bool NoDefaultFeatures { get; init; }

    /// <summary>The profile's name.</summary>
    public string Profile { get; init; } = "dev";

    /// <summary>Finds what the selection means in a workspace.</summary>
    /// <exception cref="CodedException">A package, binary, feature or profile does not exist; the message lists those that do.</exception>
    public ResolvedSelection Resolve(CargoWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return SelectionResolver.Resolve(workspace, this);
    }
}
