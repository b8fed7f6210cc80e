using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.LockChecking;

/// <summary>
/// Finds what makes Cargo.lock not satisfy the manifests, as <c>cargo --locked</c> would refuse it. What only a registry knows is taken
/// on trust: a difference that is reported is one, but there may be others.
/// </summary>
public sealed class LockCheck
{
    private const int ManyReferences = 100;

    private readonly CargoWorkspace _workspace;
    private readonly CargoLock _lock;
    private readonly LockSources _sources;
    private readonly List<LockDifference> _differences = [];

    private LockCheck(CargoWorkspace workspace, CargoLock cargoLock)
    {
        (_workspace, _lock) = (workspace, cargoLock);
        _sources = new(workspace);
    }

    /// <summary>The differences, those of the first member first; none where the lock satisfies the manifests.</summary>
    public static IReadOnlyList<LockDifference> Differences(CargoWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Lock is not { } cargoLock)
            return [new("Cargo.lock", $"There is no Cargo.lock in '{workspace.RootDirectory}'.", workspace.RootManifestPath)];
        var check = new LockCheck(workspace, cargoLock);
        check.CheckPackages();
        check.CheckPatches();
        // What follows from a difference that is already named would only hide it.
        if (check._differences.Count == 0)
            check.CheckReachable();
        return check._differences;
    }

    private void CheckPackages()
    {
        var reached = FeatureResolution.ForLock(_workspace).Nodes
            .GroupBy(node => node.Package.Directory, StringComparer.Ordinal)
            .OrderBy(group => group.Key, PathOrder.Instance).ToArray();
        foreach (var nodes in reached.Where(group => group.First().Package.IsMember).Concat(reached.Where(group => !group.First().Package.IsMember)))
        {
            FeatureNode[] uses = [.. nodes];
            if (FindEntry(uses[0].Package) is { } entry)
                CheckDependencies(uses, entry);
        }
    }

    private LockPackage? FindEntry(CargoPackage package)
    {
        var local = _lock.PackagesNamed(package.Name.Value).Where(entry => entry.Source is null).ToArray();
        if (Array.Find(local, entry => entry.Version == package.Version.ToString()) is { } found)
            return found;
        Add(package.Name.Value, local.Length == 0
            ? $"The package `{package.Name}` is not in Cargo.lock."
            : $"The package `{package.Name}` is version {package.Version}, and Cargo.lock has {local[0].Version}.",
            package.ManifestPath, (package.Manifest.PackageTable?[local.Length == 0 ? "name" : "version"]
                ?? package.Manifest.PackageTable)?.Position ?? default);
        return null;
    }

    /// <summary>Checks the dependencies of a package, which may be compiled for the target and for the machine that compiles.</summary>
    private void CheckDependencies(FeatureNode[] uses, LockPackage entry)
    {
        var package = uses[0].Package;
        var named = new HashSet<string>(StringComparer.Ordinal);
        var byName = Many(entry.Dependencies) ? entry.Dependencies.ToLookup(locked => locked.Name, StringComparer.Ordinal) : null;
        foreach (var dependency in package.Dependencies)
        {
            if (!IsWanted(package, dependency) || !IsOn(uses, dependency)
                || IsMet(dependency, byName is null ? entry.Dependencies : [.. byName[dependency.Package.Value]]))
                continue;
            AddUnmet(package, entry.Dependencies.Where(locked => locked.Name == dependency.Package.Value), dependency);
            named.Add(dependency.Package.Value);
        }
        var wantedByName = Many(package.Dependencies)
            ? package.Dependencies.ToLookup(dependency => dependency.Package.Value, StringComparer.Ordinal) : null;
        foreach (var locked in entry.Dependencies)
        {
            if (!named.Contains(locked.Name) && !IsWanted(package, locked, wantedByName is null ? package.Dependencies : [.. wantedByName[locked.Name]]))
                Add(locked.Name, $"Cargo.lock says that `{package.Name}` depends on `{LockSources.WithoutCredentials(locked.ToString())}`, and its manifest does not.",
                    package.ManifestPath, default);
        }
    }

    private static bool IsOn(FeatureNode[] uses, CargoDependency dependency)
    {
        foreach (var use in uses)
        {
            if (use.IsOn(dependency))
                return true;
        }
        return false;
    }

    // To look through few is faster than to make a table; through many it would take the square of the time.
    private static bool Many<T>(IReadOnlyList<T> list) => list.Count > ManyReferences;

    private static bool IsWanted(CargoPackage package, CargoDependency dependency) =>
        dependency.Kind != DependencyKind.Development || package.IsMember;

    private bool IsWanted(CargoPackage package, LockDependency locked, IReadOnlyList<CargoDependency> among)
    {
        for (var index = 0; index < among.Count; index++)
        {
            if (MayBe(among[index], locked) && IsWanted(package, among[index]))
                return true;
        }
        return false;
    }

    private bool IsMet(CargoDependency dependency, IReadOnlyList<LockDependency> among)
    {
        for (var index = 0; index < among.Count; index++)
        {
            if (MayBe(dependency, among[index]))
                return true;
        }
        return false;
    }

    private bool MayBe(CargoDependency dependency, LockDependency locked) => locked.Name == dependency.Package.Value
        && (_lock.Resolve(locked) is not { } resolved || _sources.Satisfies(dependency, resolved));

    private void AddUnmet(CargoPackage package, IEnumerable<LockDependency> locked, CargoDependency dependency)
    {
        var named = locked.ToArray();
        var asked = dependency.Requirement is { } requirement ? $" {requirement}" : "";
        var name = dependency.Key != dependency.Package.Value ? $"`{dependency.Package}` (as `{dependency.Key}`)" : $"`{dependency.Package}`";
        Add(dependency.Package.Value, named.Length == 0
            ? $"`{package.Name}` depends on {name}{asked}, which Cargo.lock does not have for it."
            : $"`{package.Name}` depends on {name}{asked}{LockSources.Describe(dependency)}, and Cargo.lock has " +
              $"{string.Join(" and ", named.Select(reference => Describe(_lock.Resolve(reference)!)))}.",
            package.ManifestPath, dependency.Position);
    }

    private void CheckPatches()
    {
        var unused = _lock.UnusedPatches.ToLookup(locked => locked.Name, StringComparer.Ordinal);
        foreach (var patch in _workspace.Patches)
        {
            var name = patch.Replacement.Package.Value;
            if (!_lock.PackagesNamed(name).Concat(unused[name]).Any(locked => LockSources.IsFrom(patch.Replacement, locked)))
                Add(name, $"[patch] replaces `{name}`, and Cargo.lock does not know it.", patch.File.Path,
                    patch.Replacement.Position);
        }
        var local = _workspace.LocalPackages.Select(package => package.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var locked in _lock.Packages.Where(locked => locked.Source is null && !local.Contains(locked.Name)))
            Add(locked.Name, $"Cargo.lock has `{locked.Name} {locked.Version}` as a package of this workspace, and it is none.",
                _workspace.LockPath, locked.Position);
    }

    private void CheckReachable()
    {
        var members = _workspace.Members.Select(member => member.Name.Value).ToHashSet(StringComparer.Ordinal);
        var reached = new HashSet<LockPackage>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<LockPackage>(_lock.Packages.Where(locked => locked.Source is null && members.Contains(locked.Name)));
        while (waiting.TryPop(out var package))
        {
            if (!reached.Add(package))
                continue;
            foreach (var dependency in package.Replace is null ? package.Dependencies : [.. package.Dependencies, package.Replace])
            {
                // A reference that is not plain is Cargo's to judge.
                if (_lock.Resolve(dependency) is not { } next)
                    return;
                waiting.Push(next);
            }
        }
        foreach (var locked in _lock.Packages.Where(locked => !reached.Contains(locked)))
            Add(locked.Name, $"Cargo.lock has `{locked.Name} {locked.Version}`, which nothing depends on.", _workspace.LockPath,
                locked.Position);
    }

    private static string Describe(LockPackage locked) => locked.Version + locked.Source switch
    {
        null => " from this workspace",
        var source when LockSources.IsRegistry(source) => "",
        var source => $" from {LockSources.WithoutCredentials(source)}",
    };

    private void Add(string crate, string message, string file, TomlPosition at) =>
        _differences.Add(new(crate, CargoError.OneLine(message), file, at.Line, at.Column));
}
