using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toolchain;

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

    /// <summary>The program that the image runs; empty where nothing says so, which is well where there is one only.</summary>
    public string DefaultRun { get; init; } = "";

    /// <summary>Whether only <see cref="Targets"/> are built, rather than everything in <see cref="Packages"/>.</summary>
    public bool OnlyTargets { get; init; }

    /// <summary>The rust-toolchain file; <see langword="null"/> where there is none.</summary>
    public RustToolchain? Toolchain { get; init; }

    /// <summary>Files and folders of the context that cargo needs to compile the dependencies, as directory sources and linkers that the
    /// configuration names; <c>/</c>-separated, without one that another holds.</summary>
    public IReadOnlyList<string> DependencyPaths { get; init; } = [];

    /// <summary>Files to stage besides, by path relative to the staged folder: recipe.json, dependency-key.txt, skeleton/….</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>What staging needs to know of a selection.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="artifacts">The files that it gives.</param>
    /// <param name="folder">The workspace's folder in the context, <c>/</c>-separated; empty where the context begins there.</param>
    public static StagedWorkspace From(ResolvedSelection selection, IReadOnlyList<CargoArtifact> artifacts, string folder)
    {
        var packages = selection.Packages.Select(selected => selected.Package).ToList();
        var isDefault = selection.Workspace.IsLoadedAtRoot && packages.Select(package => package.Directory).ToHashSet(StringComparer.Ordinal)
            .SetEquals(selection.Workspace.DefaultMembers.Select(package => package.Directory));
        return new StagedWorkspace
        {
            Folder = folder,
            // A package's name can be that of a dependency as well, so none is given where cargo chooses the same at the root without.
            Packages = isDefault ? [] : [.. packages.Select(package => package.Name.Value)],
            Targets = [.. artifacts.Select(StagedTarget.From)],
            DefaultRun = selection.FindImageBinary()?.Target.Name ?? "",
            OnlyTargets = selection.Bin is not null,
            Toolchain = selection.Workspace.Toolchain,
        };
    }
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

    internal static StagedTarget From(CargoArtifact artifact) => artifact.CrateType switch
    {
        "bin" => new(StagedTargetKind.Program, artifact.Target.Name),
        "staticlib" => new(StagedTargetKind.StaticLibrary, artifact.Target.Name.Replace('-', '_')),
        _ => new(StagedTargetKind.DynamicLibrary, artifact.Target.Name.Replace('-', '_')),
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
