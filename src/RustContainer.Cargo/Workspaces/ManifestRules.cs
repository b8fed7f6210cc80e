namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo refuses in a manifest by itself, whatever the rest of the workspace says.</summary>
internal static class ManifestRules
{
    private static readonly string[] NeedPackage =
    [
        "badges", "features", "lib", "bin", "example", "test", "bench", "dependencies", "dev-dependencies", "dev_dependencies",
        "build-dependencies", "build_dependencies", "target", "lints", "hints",
    ];

    /// <summary>Throws the first error.</summary>
    public static void Check(ManifestFile manifest)
    {
        var document = manifest.Root;
        if (!manifest.HasPackage && !manifest.IsWorkspaceRoot)
            throw manifest.Error(CargoCodes.IncompleteManifest, "The manifest has neither a [package] nor a [workspace]; add one.",
                manifest.Table);
        if (manifest.IsWorkspaceRoot && manifest.PackageTable?["workspace"] is { } pointer)
            throw manifest.Error(CargoCodes.ContradictoryManifest,
                "The manifest has both `package.workspace` and [workspace]; remove one of them.", pointer);
        if (document.Has("patch") && document.Has("replace"))
            throw document.Error(CargoCodes.ContradictoryManifest, "The manifest has both [replace] and [patch]; use [patch] alone.",
                "replace");
        if (!manifest.HasPackage && Array.Find(NeedPackage, document.Has) is { } key)
            throw document.Error(CargoCodes.ContradictoryManifest,
                $"The manifest has a `{key}` section and no [package]: a virtual manifest cannot. Move it into a member, or " +
                "add [package].", key);
        CheckSharedDependencies(document);
        LintRules.Check(document);
        PlatformRules.Check(document);
        ProfileRules.Check(document);
    }

    /// <summary>The resolver that a table names.</summary>
    public static string? Resolver(ManifestSection? table)
    {
        var resolver = table?.String("resolver");
        return resolver is null or "1" or "2" or "3"
            ? resolver
            : throw table!.Error(CargoCodes.UnknownEdition,
                $"`resolver` is \"{resolver.ReplaceLineEndings(" ")}\"; the resolvers are \"1\", \"2\" and \"3\".", "resolver");
    }

    private static void CheckSharedDependencies(ManifestSection document)
    {
        if (document.Section("workspace") is not { } workspace)
            return;
        foreach (var entry in workspace.Section("dependencies")?.Table.Entries ?? [])
        {
            if (entry.Value is not Toml.TomlTable table)
                continue;
            var section = new ManifestSection(document.File, table, $"workspace.dependencies.{entry.Key}");
            foreach (var key in (string[])["optional", "public"])
            {
                if (section.Bool(key) == true)
                    throw section.Error(CargoCodes.InvalidDependency,
                        $"`{section.Path}` is {key}, which only a member can make it; move `{key}` there.", key);
            }
        }
    }
}
