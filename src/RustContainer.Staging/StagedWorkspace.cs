namespace RustContainer.Staging;

/// <summary>What staging needs to know of a workspace and of what is selected in it.</summary>
public sealed record StagedWorkspace
{
    /// <summary>The workspace's folder in the context, <c>/</c>-separated; empty where the context begins there.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The packages to build, by name; empty to let cargo choose as it does without <c>--package</c>.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>What the packages make.</summary>
    public required IReadOnlyList<StagedTarget> Targets { get; init; }

    /// <summary>The program that the image runs; empty where there is none, or nothing that chooses.</summary>
    public string DefaultRun { get; init; } = "";

    /// <summary>Whether only <see cref="Targets"/> are built, rather than everything in <see cref="Packages"/>.</summary>
    public bool OnlyTargets { get; init; }

    /// <summary>What the rust-toolchain file asks for.</summary>
    public Toolchain Toolchain { get; init; } = Toolchain.None;

    /// <summary>Files to stage besides, by path relative to the staged folder: recipe.json, dependency-key.txt, skeleton/….</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();
}

/// <summary>A cargo target whose file is wanted.</summary>
/// <param name="Kind">What kind of file it is.</param>
/// <param name="Name">Its name in cargo's words: a library's has <c>_</c> in the place of <c>-</c>.</param>
public sealed record StagedTarget(StagedTargetKind Kind, string Name)
{
    /// <summary>The name of the file that cargo makes on Linux.</summary>
    public string FileName => Kind switch
    {
        StagedTargetKind.DynamicLibrary => $"lib{Name}.so",
        StagedTargetKind.StaticLibrary => $"lib{Name}.a",
        _ => Name,
    };
}

/// <summary>The kinds of files that cargo makes for others than itself.</summary>
public enum StagedTargetKind
{
    /// <summary>A program.</summary>
    Program,

    /// <summary>A <c>cdylib</c>.</summary>
    DynamicLibrary,

    /// <summary>A <c>staticlib</c>.</summary>
    StaticLibrary,
}
