namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>What the contestants are called, in the tables and on the command line.</summary>
internal static class ContestantNames
{
    public const string Mount = "Mount";
    public const string Layered = "Layered";
    public const string Publish = "dotnet publish";
    public const string Build = "dotnet build -c Debug";
    public const string Empty = "dotnet build, empty NoTargets";
    public const string Host = "cargo build, no image";
    public const string Naive = "naive";
    public const string ChefLayers = "chef layers";

    /// <summary>The Dockerfiles.</summary>
    public static IReadOnlyList<string> Dockerfiles { get; } = [Naive, "dummy main", ChefLayers, "chef mounts", "chef + sccache"];

    /// <summary>All, in the order of the tables: ours first.</summary>
    public static IReadOnlyList<string> All { get; } = [Mount, Layered, Publish, Build, Empty, Host, .. Dockerfiles];
}
