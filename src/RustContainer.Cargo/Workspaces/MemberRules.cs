namespace RustContainer.Cargo.Workspaces;

/// <summary>What Cargo demands of the members of one workspace.</summary>
/// <param name="root">The root manifest.</param>
/// <param name="roots">Finds the root that a member belongs to.</param>
internal sealed class MemberRules(ManifestFile root, RootSearch roots)
{
    public void Check(IReadOnlyList<CargoPackage> members, ManifestFile current)
    {
        CheckNames(members);
        foreach (var member in members)
            CheckRoot(member);
        if (current != root && !members.Any(member => member.Manifest == current))
            throw NotAMember(current);
    }

    private static void CheckNames(IReadOnlyList<CargoPackage> members)
    {
        var seen = new Dictionary<string, CargoPackage>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!seen.TryAdd(member.Name.Value, member))
                throw member.Manifest.Error(CargoCodes.DuplicateMember,
                    $"Two members of the workspace are named `{member.Name}`: '{seen[member.Name.Value].ManifestPath}' and " +
                    $"'{member.ManifestPath}'; rename one.", member.Manifest.PackageTable?["name"]);
        }
    }

    private void CheckRoot(CargoPackage member)
    {
        if (member.Manifest == root)
            return;
        if (member.Manifest.IsWorkspaceRoot)
            throw member.Manifest.Error(CargoCodes.WrongWorkspace,
                $"The member `{member.Name}` has a [workspace] of its own, and so has the root '{root.Path}'; remove one, or " +
                "exclude the member.",
                member.Manifest.Table["workspace"]);
        var actual = roots.Find(member.Manifest);
        if (actual == root)
            return;
        throw member.Manifest.Error(CargoCodes.WrongWorkspace, actual is null
            ? $"The member `{member.Name}` does not lie below the workspace's root '{root.Path}'; add `workspace = \"…\"` with " +
              "the path to the root to its [package]."
            : $"The member `{member.Name}` of '{root.Path}' belongs to another workspace, '{actual.Path}'.",
            member.Manifest.PackageTable);
    }

    private Contract.CodedException NotAMember(ManifestFile current)
    {
        var relative = ManifestPaths.Relative(root.Directory, current.Directory);
        return current.Error(CargoCodes.NotAMember,
            $"The package lies below the workspace of '{root.Path}', which does not list it. Add \"{relative}\" to `workspace.members` " +
            "there or to `workspace.exclude`, or add an empty [workspace] here.", current.PackageTable);
    }
}
