namespace RustContainer.ImageBenchmark.Contestants;

/// <summary>What the contestants are called, in the tables and on the command line.</summary>
internal static class ContestantNames
{
    public const string Mount = "Mount";
    public const string Layered = "Layered";
    public const string Publish = "dotnet publish";
    public const string PublishLayered = "dotnet publish, Layered";
    public const string Build = "dotnet build -c Debug";
    public const string Empty = "dotnet build, empty NoTargets";
    public const string Host = "cargo build, no image";
    public const string Naive = "naive";
    public const string DummyMain = "dummy main";
    public const string CacheMounts = "cache mounts";
    public const string ChefLayers = "chef layers";
    public const string ChefMounts = "chef mounts";
    public const string ChefSccache = "chef + sccache";

    /// <summary>The Dockerfiles.</summary>
    public static IReadOnlyList<string> Dockerfiles { get; } = [Naive, DummyMain, CacheMounts, ChefLayers, ChefMounts, ChefSccache];

    /// <summary>All, in the order of the tables: ours first. What is not here is in none.</summary>
    public static IReadOnlyList<string> All { get; } = [Mount, Layered, Publish, PublishLayered, Build, Empty, Host, .. Dockerfiles];
}
