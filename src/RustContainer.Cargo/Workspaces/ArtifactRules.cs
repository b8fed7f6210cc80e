namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a dependency that is taken as a file.</summary>
internal static class ArtifactRules
{
    /// <summary>What is wrong, as the end of a sentence about the dependency; <see langword="null"/> for nothing.</summary>
    public static string? Problem(DependencySpec spec, DependencyKind kind)
    {
        if (spec.Artifact is not { } kinds)
            return spec is { Lib: null, Target: null } ? null
                : $"has `{(spec.Lib is null ? "target" : "lib")}` without `artifact`; add `artifact`, or remove it";
        if (kinds.FirstOrDefault(text => text is not ("bin" or "cdylib" or "staticlib") && !IsOneBinary(text)) is { } wrong)
            return $"has the artifact \"{wrong.ReplaceLineEndings(" ")}\"; write \"bin\", \"bin:NAME\", \"cdylib\" or \"staticlib\"";
        if (kinds.Contains("bin", StringComparer.Ordinal) && kinds.Any(IsOneBinary))
            return "has the artifact \"bin\", which is every binary, and single ones; keep one of the two";
        if (kinds.Distinct(StringComparer.Ordinal).Count() < kinds.Count)
            return "has an artifact twice; keep it once";
        return spec.Target == "target" && kind != DependencyKind.Build
            ? "has `target = \"target\"`, which is for build dependencies; remove it" : null;
    }

    private static bool IsOneBinary(string artifact) => artifact.StartsWith("bin:", StringComparison.Ordinal);
}
