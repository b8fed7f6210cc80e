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
            throw Error($"The {word} has an empty name; give it one");
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or ".." || name.Any(char.IsControl))
            throw Error($"The {word} is named `{name}`, which no file can be; rename it");
        if (kind == TargetKind.Library && name.Contains('-', StringComparison.Ordinal))
            throw Error($"The library is named `{name}`, and Rust code could not refer to a name with `-`; " +
                $"write `{name.Replace('-', '_')}`");
        if (kind == TargetKind.Binary && BuildDirectories.Contains(name, StringComparer.Ordinal))
            throw Error($"The binary is named `{name}`, as a folder that cargo makes beside it; rename it");

        CodedException Error(string what) => section.Error(CargoCodes.InvalidName, $"{what}.", "name");
    }

    public static void CheckBinary(ManifestSection section, string name, IReadOnlyList<string> crateTypes, bool procMacro)
    {
        if (procMacro)
            throw section.Error(CargoCodes.InvalidTarget, $"The binary `{name}` has `proc-macro = true`, which is for libraries; " +
                "remove it.");
        if (crateTypes.Count > 0)
            throw section.Error(CargoCodes.InvalidTarget,
                $"The binary `{name}` has the crate types \"{string.Join(", ", crateTypes)}\", which are for libraries and " +
                "examples; remove `crate-type`.");
    }

    public static void CheckLibrary(ManifestSection section, string name, IReadOnlyList<string> crateTypes)
    {
        if (crateTypes.Contains("dylib") && crateTypes.Contains("cdylib"))
            throw section.Error(CargoCodes.InvalidTarget, $"The library `{name}` is both `dylib` and `cdylib`, which are one " +
                "file; keep one in `crate-type`.");
        if (crateTypes.Contains("proc-macro") && crateTypes.Count > 1)
            throw section.Error(CargoCodes.InvalidTarget, $"The library `{name}` is a `proc-macro` and more; keep `proc-macro` " +
                "alone in `crate-type`.");
    }
}
