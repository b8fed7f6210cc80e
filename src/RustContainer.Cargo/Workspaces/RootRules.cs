namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo demands of a root manifest.</summary>
internal static class RootRules
{
    /// <summary>The resolver: as the workspace says, else as the root package says, else by its edition; 1 in a virtual
    /// workspace.</summary>
    public static string Resolver(ManifestFile root, IReadOnlyList<CargoPackage> members)
    {
        var workspace = root.Root.Section("workspace");
        var package = root.Root.Section("package");
        var ofWorkspace = ManifestRules.Resolver(workspace);
        var ofPackage = ManifestRules.Resolver(package);
        if (ofWorkspace is not null && ofPackage is not null)
            throw package!.Error(CargoCodes.ContradictoryManifest,
                "`resolver` is given in both [workspace] and [package]; keep the one in [workspace].", "resolver");
        return ofWorkspace ?? ofPackage ?? DefaultFor(members.FirstOrDefault(member => member.Manifest == root)?.Edition);
    }

    private static string DefaultFor(string? edition) => edition switch { "2024" => "3", "2021" => "2", _ => "1" };
}
