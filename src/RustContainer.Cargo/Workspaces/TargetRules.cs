using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a target, and the names for its messages.</summary>
internal static class TargetRules
{
    private static readonly string[] BuildDirectories = ["deps", "examples", "build", "incremental"];

    /// <summary>The manifest's key for a kind.</summary>
    public static string KeyOf(TargetKind kind) => kind switch
    {
        TargetKind.Library => "lib",
        TargetKind.Binary => "bin",
        TargetKind.Example => "example",
        TargetKind.Test => "test",
        TargetKind.Benchmark => "bench",
        _ => "build",
    };

    /// <summary>The switch that turns discovery of a kind off.</summary>
    public static string SwitchOf(TargetKind kind) => kind switch
    {
        TargetKind.Library => "autolib",
        TargetKind.Binary => "autobins",
        TargetKind.Example => "autoexamples",
        TargetKind.Test => "autotests",
        _ => "autobenches",
    };

    /// <summary>The word for a kind.</summary>
    public static string WordOf(TargetKind kind) => kind switch
    {
        TargetKind.Library => "library",
        TargetKind.Binary => "binary",
        TargetKind.Benchmark => "benchmark",
        TargetKind.BuildScript => "build script",
        _ => KeyOf(kind),
    };

    public static void CheckName(ManifestSection section, TargetKind kind, string name)
    {
        var word = WordOf(kind);
        if (string.IsNullOrWhiteSpace(name))
            throw Error($"{word} target names cannot be empty");
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or ".." || name.Any(char.IsControl))
            throw Error($"the {word} target name `{name.ReplaceLineEndings(" ")}` is no file name");
        if (kind == TargetKind.Library && name.Contains('-', StringComparison.Ordinal))
            throw Error($"library target names cannot contain hyphens: {name}");
        if (kind == TargetKind.Binary && BuildDirectories.Contains(name, StringComparer.Ordinal))
            throw Error($"the binary target name `{name}` is forbidden, it conflicts with cargo's build directory names");

        CodedException Error(string what) => section.Error(CargoCodes.InvalidName, $"{what}.", "name");
    }

    public static void CheckBinary(ManifestSection section, string name, IReadOnlyList<string> crateTypes, bool procMacro)
    {
        if (procMacro)
            throw section.Error(CargoCodes.InvalidTarget, $"The target `{name}` is a binary and can't have `proc-macro` set `true`.");
        if (crateTypes.Count > 0)
            throw section.Error(CargoCodes.InvalidTarget,
                $"The target `{name}` is a binary and can't have any crate-types set (currently \"{string.Join(", ", crateTypes)}\").");
    }

    public static void CheckLibrary(ManifestSection section, string name, IReadOnlyList<string> crateTypes)
    {
        if (crateTypes.Contains("dylib") && crateTypes.Contains("cdylib"))
            throw section.Error(CargoCodes.InvalidTarget, $"The library `{name}` cannot set the crate type of both `dylib` and `cdylib`.");
        if (crateTypes.Contains("proc-macro") && crateTypes.Count > 1)
            throw section.Error(CargoCodes.InvalidTarget, $"The library `{name}` cannot mix the crate type `proc-macro` with others.");
    }
}
