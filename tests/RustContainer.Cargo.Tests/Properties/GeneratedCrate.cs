namespace RustContainer.Cargo.Tests.Properties;

/// <summary>A package of a generated workspace.</summary>
public sealed record GeneratedCrate(string Name, string Directory)
{
    public string Version { get; init; } = "0.1.0";

    public bool IsMacro { get; init; }

    public bool HasBinary { get; init; }

    public IReadOnlyList<GeneratedDependency> Dependencies { get; init; } = [];

    /// <summary>Its features; each crate has <c>default</c> and <c>fwd</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Features { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>();

    /// <summary>Lines of [package] that say nothing about dependencies.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Sections that say nothing about dependencies.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Sources beyond those that the crate needs.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether a feature names a key.</summary>
    public bool Mentions(string key) => Features.Values.SelectMany(list => list)
        .Any(value => value == $"dep:{key}" || value.StartsWith($"{key}/", StringComparison.Ordinal) || value.StartsWith($"{key}?/", StringComparison.Ordinal));

    public GeneratedCrate With(int index, GeneratedDependency dependency) =>
        this with { Dependencies = [.. Dependencies.Select((old, at) => at == index ? dependency : old)] };
}
