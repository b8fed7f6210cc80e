namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo demands of a root manifest.</summary>
internal static class RootRules
{
    private static readonly string[] NeedPackage =
    [
        "dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies", "features", "target", "badges",
        "lints", "lib", "bin", "example", "test", "bench",
    ];

    public static void Check(ManifestFile root)
    {
        var document = root.Root;
        if (document.Has("patch") && document.Has("replace"))
            throw document.Error(CargoCodes.ContradictoryManifest, "The manifest has both [replace] and [patch]; use [patch] alone.",
                "replace");
        foreach (var name in (string[])["patch", "replace", "profile"])
            _ = document.Section(name);
        if (root.HasPackage)
            return;
        if (Array.Find(NeedPackage, document.Has) is { } key)
            throw document.Error(CargoCodes.ContradictoryManifest,
                $"The manifest has a `{key}` section and no [package]: a virtual manifest cannot. Move it into a member, or " +
                "add [package].", key);
    }

    /// <summary>The resolver: as the workspace says, else as the root package says, else by its edition; 1 in a virtual
    /// workspace.</summary>
    public static string Resolver(ManifestFile root, IReadOnlyList<CargoPackage> members)
    {
        var workspace = root.Root.Section("workspace");
        var package = root.Root.Section("package");
        var ofWorkspace = workspace?.String("resolver");
        var ofPackage = package?.String("resolver");
        if (ofWorkspace is not null && ofPackage is not null)
            throw package!.Value.Error(CargoCodes.ContradictoryManifest,
                "`resolver` is given in both [workspace] and [package]; keep the one in [workspace].", "resolver");
        var resolver = ofWorkspace ?? ofPackage;
        if (resolver is not (null or "1" or "2" or "3"))
            throw (ofWorkspace is null ? package : workspace)!.Value.Error(CargoCodes.UnknownEdition,
                $"`resolver` is \"{resolver}\"; the resolvers are \"1\", \"2\" and \"3\".", "resolver");
        return resolver ?? DefaultFor(members.FirstOrDefault(member => member.Manifest == root)?.Edition);
    }

    private static string DefaultFor(string? edition) => edition switch { "2024" => "3", "2021" => "2", _ => "1" };
}
