using RustContainer.Contract;

namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a dependency that is taken as a file.</summary>
internal static class ArtifactRules
{
    public static void Check(DependencySpec spec, DependencyKind kind, Func<string, CodedException> error)
    {
        if (spec.Artifact is not { } kinds)
        {
            if (spec.Lib is not null || spec.Target is not null)
                throw error($"has `{(spec.Lib is null ? "target" : "lib")}` without `artifact`; add `artifact`, or remove it");
            return;
        }
        foreach (var wrong in kinds.Where(text => text is not ("bin" or "cdylib" or "staticlib") && !IsOneBinary(text)))
            throw error($"has the artifact \"{wrong.ReplaceLineEndings(" ")}\"; write \"bin\", \"bin:NAME\", \"cdylib\" or \"staticlib\"");
        if (kinds.Contains("bin", StringComparer.Ordinal) && kinds.Any(IsOneBinary))
            throw error("has the artifact \"bin\", which is every binary, and single ones; keep one of the two");
        if (kinds.Distinct(StringComparer.Ordinal).Count() < kinds.Count)
            throw error("has an artifact twice; keep it once");
        if (spec.Target == "target" && kind != DependencyKind.Build)
            throw error("has `target = \"target\"`, which is for build dependencies; remove it");
    }

    private static bool IsOneBinary(string artifact) => artifact.StartsWith("bin:", StringComparison.Ordinal);
}
