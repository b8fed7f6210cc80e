using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Selection;

/// <summary>Applies a selection to a workspace.</summary>
internal static class SelectionResolver
{
    private static readonly string[] BuiltInProfiles = ["dev", "release", "test", "bench"];

    public static ResolvedSelection Resolve(CargoWorkspace workspace, CargoSelection selection)
    {
        CheckProfile(workspace, selection.Profile);
        var packages = SelectPackages(workspace, selection);
        CargoTarget? bin = null;
        if (selection.Bin is { } name)
            (packages, bin) = SelectBin(workspace, selection, packages, name);
        var resolved = new ResolvedSelection
        {
            Workspace = workspace,
            Packages = FeatureSelection.Apply(workspace, packages, selection),
            Bin = bin,
            Profile = selection.Profile,
        };
        if (bin is not null)
            CheckRequiredFeatures(resolved, bin);
        return resolved;
    }

    private static CargoPackage[] SelectPackages(CargoWorkspace workspace, CargoSelection selection)
    {
        if (selection.Packages.Count == 0)
            return [.. workspace.DefaultMembers.OrderBy(package => package.Directory, PathOrder.Instance)];
        foreach (var name in selection.Packages)
        {
            if (!workspace.Members.Any(member => member.Name.Value == name))
                throw Error(workspace, CargoCodes.UnknownPackage,
                    $"CargoPackage names \"{name}\", and the workspace's members are: " +
                    $"{Names.List(workspace.Members.Select(member => member.Name.Value))}.");
        }
        return [.. workspace.Members.Where(member => selection.Packages.Contains(member.Name.Value, StringComparer.Ordinal))];
    }

    /// <summary>The package that has the binary: among the selected, and where the user selected none, among all members.</summary>
    private static (CargoPackage[] Packages, CargoTarget Bin) SelectBin(
        CargoWorkspace workspace, CargoSelection selection, CargoPackage[] packages, string name)
    {
        var owners = packages.Where(HasBin).ToArray();
        if (owners.Length == 0 && selection.Packages.Count == 0)
            owners = [.. workspace.Members.Where(HasBin)];
        if (owners.Length == 1)
            return (owners, owners[0].Binaries.First(target => target.Name == name));
        var known = (selection.Packages.Count == 0 ? workspace.Members : packages).SelectMany(package => package.Binaries);
        throw Error(workspace, CargoCodes.UnknownBinary, owners.Length == 0
            ? $"CargoBin names \"{name}\", and the binaries are: {Names.List(known.Select(target => target.Name))}."
            : $"CargoBin names \"{name}\", and {Names.List(owners.Select(owner => owner.Name.Value))} each have a binary of that name; " +
              "choose one with CargoPackage.");

        bool HasBin(CargoPackage package) => package.Binaries.Any(target => target.Name == name);
    }

    private static void CheckRequiredFeatures(ResolvedSelection resolved, CargoTarget bin)
    {
        var missing = resolved.Features.Missing(resolved.Packages[0].Package, bin);
        if (missing.Count > 0)
            throw Error(resolved.Workspace, CargoCodes.UnknownBinary,
                $"The binary `{bin.Name}` requires the features {Names.List(missing)}, which are not selected; set " +
                $"CargoFeatures to \"{string.Join(',', bin.RequiredFeatures)}\".");
    }

    private static void CheckProfile(CargoWorkspace workspace, string profile)
    {
        var defined = (workspace.Profiles?.Entries ?? []).Concat((workspace.Config?.Table["profile"] as Toml.TomlTable)?.Entries ?? [])
            .Select(entry => entry.Key).Concat(BuiltInProfiles).ToArray();
        if (!defined.Contains(profile, StringComparer.Ordinal))
            throw Error(workspace, CargoCodes.UnknownProfile,
                $"CargoProfile names \"{profile}\", and the profiles are: {Names.List(defined)}.");
        if (profile.Length == 0 || !profile.All(character => char.IsLetterOrDigit(character) || character is '_' or '-'))
            throw Error(workspace, CargoCodes.UnknownProfile,
                $"The profile name \"{profile}\" is not valid; letters, digits, `-` and `_` are allowed.");
    }

    internal static CodedException Error(CargoWorkspace workspace, string code, string message) =>
        CargoError.At(code, message, workspace.RootManifestPath);
}
