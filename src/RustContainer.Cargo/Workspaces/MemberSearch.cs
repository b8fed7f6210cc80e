using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Workspaces;

/// <summary>Finds the members of a workspace: those that are listed, and path dependencies of members.</summary>
internal sealed class MemberSearch
{
    private readonly ManifestFile _root;
    private readonly PackageSet _packages;
    private readonly RootSearch _roots;
    private readonly WorkspaceSettings _settings;
    private readonly Dictionary<string, CargoPackage> _found = new(ManifestPaths.Comparer);

    private MemberSearch(ManifestFile root, PackageSet packages, RootSearch roots)
    {
        (_root, _packages, _roots) = (root, packages, roots);
        _settings = roots.SettingsOf(root);
    }

    private sealed record Listed(TomlString Entry, string Directory);

    /// <summary>The members and the default members, both in their order.</summary>
    public readonly record struct Result(IReadOnlyList<CargoPackage> All, IReadOnlyList<CargoPackage> Default);

    /// <summary>Finds the members.</summary>
    /// <param name="root">The root manifest.</param>
    /// <param name="current">The manifest that the load began with.</param>
    /// <param name="packages">The packages of this load.</param>
    /// <param name="roots">Finds the root of each member, for a check.</param>
    /// <param name="hasWorkspace">Whether there is a <c>[workspace]</c> at all.</param>
    public static Result Find(ManifestFile root, ManifestFile current, PackageSet packages, RootSearch roots, bool hasWorkspace)
    {
        if (!hasWorkspace)
        {
            CargoPackage[] alone = [packages.Get(current) with { IsMember = true }];
            return new(alone, alone);
        }
        var search = new MemberSearch(root, packages, roots);
        var listed = search.AddListed();
        if (root.HasPackage)
            search.Add(root, null);
        CargoPackage[] all = [.. search._found.Values.Select(package => package with { IsMember = true })
            .OrderBy(package => package.Directory, PathOrder.Instance)];
        new MemberRules(root, roots).Check(all, current);
        return new(all, search.Defaults(all, current, listed));
    }

    private HashSet<string> AddListed()
    {
        var listed = (_settings.Members ?? []).SelectMany(entry =>
            MemberGlob.Expand(_root, entry, "workspace.members").Select(directory => new Listed(entry, directory))).ToArray();
        var wanted = listed.Where(member => !_settings.Excludes(Path.Combine(member.Directory, "Cargo.toml"))).ToArray();
        _packages.ReadAhead([.. wanted.Select(member => member.Directory).Concat(_settings.InheritablePaths()).Distinct(ManifestPaths.Comparer)]);
        foreach (var (entry, directory) in wanted)
        {
            Add(_packages.FindManifest(directory) ?? throw _root.Error(CargoCodes.MemberMissing,
                $"The workspace member '{directory}' ({Origin(entry, directory)}) has no Cargo.toml; create it, or correct " +
                "`workspace.members`.", entry), entry);
        }
        return listed.Select(member => member.Directory).ToHashSet(ManifestPaths.Comparer);
    }

    private static string Origin(TomlString entry, string directory) =>
        GlobComponent.IsPattern(entry.Value) ? $"matched by \"{entry.Value}\"" :
        Directory.Exists(directory) ? $"\"{entry.Value}\"" : $"\"{entry.Value}\", and there is no such directory";

    /// <summary>Adds a package and, from a list and not by recursion, what it reaches: a chain of path dependencies may be long.</summary>
    private void Add(ManifestFile first, TomlString? entry)
    {
        var waiting = new Stack<ManifestFile>([first]);
        while (waiting.TryPop(out var manifest))
        {
            if (_found.ContainsKey(manifest.Directory) || _settings.Excludes(manifest.Path))
                continue;
            if (!manifest.HasPackage)
                throw _root.Error(CargoCodes.WrongWorkspace,
                    $"The member '{manifest.Directory}' is a workspace of its own; leave it out of `workspace.members`, or exclude it.",
                    entry);
            var package = _packages.Get(manifest);
            _found.Add(manifest.Directory, package);
            foreach (var dependency in package.Dependencies.Where(dependency => dependency.IsPath))
            {
                if (PathManifest(package, dependency) is { } next)
                    waiting.Push(next);
            }
        }
    }

    /// <summary>The manifest of a path dependency that is to be a member and is none yet.</summary>
    private ManifestFile? PathManifest(CargoPackage package, CargoDependency dependency)
    {
        var directory = _packages.DirectoryOf((PathSource)dependency.Source);
        if (_found.ContainsKey(directory))
            return null;
        if (ManifestPaths.IsWithin(directory, _root.Directory) && _settings.Excludes(Path.Combine(directory, "Cargo.toml")))
            return null;
        var manifest = _packages.FindManifest(directory) ?? throw PathPackageSearch.Missing(package, dependency, directory);
        return ManifestPaths.IsWithin(directory, _root.Directory) || _roots.Find(manifest) == _root ? manifest : null;
    }

    private CargoPackage[] Defaults(CargoPackage[] all, ManifestFile current, HashSet<string> listed)
    {
        if (current != _root)
            return [all.First(package => package.Manifest == current)];
        if (_settings.DefaultMembers is { } entries)
            return [.. entries.SelectMany(entry => Default(all, entry, listed)).Distinct<CargoPackage>(ReferenceEqualityComparer.Instance)];
        return _root.HasPackage ? [.. all.Where(package => package.Manifest == _root)] : all;
    }

    private IEnumerable<CargoPackage> Default(CargoPackage[] all, TomlString entry, HashSet<string> listed)
    {
        foreach (var directory in MemberGlob.Expand(_root, entry, "workspace.default-members"))
        {
            var member = all.FirstOrDefault(package => package.Manifest.Directory.Equals(directory, ManifestPaths.Comparison));
            if (member is not null)
                yield return member;
            else if (!listed.Contains(directory) || !_settings.Excludes(directory))
                throw _root.Error(CargoCodes.MemberMissing,
                    $"'{directory}' is listed in `default-members` (\"{entry.Value}\") and is no member of the workspace; add it " +
                    "to `members`, or remove it.", entry);
        }
    }
}
