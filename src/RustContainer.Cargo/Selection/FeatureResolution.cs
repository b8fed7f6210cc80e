using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Selection;

/// <summary>
/// Which features the packages on this machine get, and which they ask of others, unified as Cargo's resolver does:
/// resolver 1 over everything, 2 and 3 apart for the target and for the machine that compiles.
/// https://doc.rust-lang.org/cargo/reference/resolver.html#features
/// </summary>
internal sealed class FeatureResolution
{
    private readonly CargoWorkspace _workspace;
    private readonly Func<CargoDependency, bool, bool> _isActive;
    private readonly Dictionary<string, FeatureNode> _forTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeatureNode> _forHost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CargoPackage> _local;
    private readonly Queue<FeatureNode> _toVisit = new();
    private readonly Queue<Request> _toEnable = new();
    private bool _withDevelopment;
    private readonly List<FeatureNode> _roots = [];
    private bool _inShadow;

    private FeatureResolution(CargoWorkspace workspace, Func<CargoDependency, bool, bool> isActive, bool withDevelopment)
    {
        _withDevelopment = withDevelopment;
        _workspace = workspace;
        _isActive = isActive;
        _local = workspace.LocalPackages.ToDictionary(package => package.Directory, ManifestPaths.Comparer);
    }

    /// <summary>A feature that is to be on in a package.</summary>
    private sealed record Request(FeatureNode Node, FeatureValue Value);

    /// <summary>The packages reached, in no order that means anything.</summary>
    public IEnumerable<FeatureNode> Nodes => _forTarget.Values.Concat(_forHost.Values);

    /// <summary>The packages that the selection names, among <see cref="Nodes"/>.</summary>
    public IEnumerable<FeatureNode> Roots => _roots;

    /// <summary>Resolves for every platform.</summary>
    public static FeatureResolution Resolve(ResolvedSelection selection) => Resolve(selection, (_, _) => true);

    /// <summary>Resolves.</summary>
    /// <param name="selection">What is built.</param>
    /// <param name="isActive">Whether a dependency's platform takes part; the flag says whether it is for the machine that
    /// compiles.</param>
    public static FeatureResolution Resolve(ResolvedSelection selection, Func<CargoDependency, bool, bool> isActive)
    {
        var resolution = new FeatureResolution(selection.Workspace, isActive, withDevelopment: false);
        foreach (var selected in selection.Packages)
            resolution.Begin(selected, IsMacroOnly(selected.Package));
        resolution.Run();
        resolution._inShadow = true;
        foreach (var selected in selection.Packages.Where(selected => IsMacroOnly(selected.Package)))
            resolution.Begin(selected, forHost: false);
        if (selection.Workspace.Resolver == "1")
            resolution.AddDevelopment();
        resolution.Run();
        return resolution;
    }

    /// <summary>Resolver 1 counts the features that dev-dependencies ask for, though it compiles none of them here.</summary>
    private void AddDevelopment()
    {
        _withDevelopment = true;
        foreach (var node in Nodes.ToArray())
        {
            foreach (var dependency in node.Package.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Development))
                Follow(node, dependency);
        }
    }

    /// <summary>Resolves as Cargo.lock is made: every member with every feature and its dev-dependencies, for every platform.</summary>
    public static FeatureResolution ForLock(CargoWorkspace workspace)
    {
        var resolution = new FeatureResolution(workspace, (_, _) => true, withDevelopment: true);
        foreach (var member in workspace.Members)
            resolution.Begin(new(member, [.. member.Features.Keys], DefaultFeatures: true), forHost: false);
        resolution.Run();
        return resolution;
    }

    private static bool IsMacroOnly(CargoPackage package) => package.Library?.IsProcMacro == true && !package.Binaries.Any();

    private void Begin(SelectedPackage selected, bool forHost)
    {
        var node = NodeFor(selected.Package, forHost);
        _roots.Add(node);
        foreach (var feature in selected.Features)
            _toEnable.Enqueue(new(node, FeatureValue.Parse(feature)));
        if (selected.DefaultFeatures)
            _toEnable.Enqueue(new(node, new(null, "default", false)));
    }

    /// <summary>A package as it is compiled for one of the two, among <see cref="Nodes"/>.</summary>
    public FeatureNode? Find(CargoPackage package, bool forHost) => NodesFor(forHost).GetValueOrDefault(package.Directory);

    private Dictionary<string, FeatureNode> NodesFor(bool forHost) => forHost ? _forHost : _forTarget;

    /// <summary>The local package that a dependency means.</summary>
    public CargoPackage? Local(CargoDependency dependency) =>
        dependency.Source is PathSource path ? _local.GetValueOrDefault(path.Directory) : null;

    /// <summary>Whether the dependency is built at all in this build.</summary>
    public bool TakesPart(FeatureNode node, CargoDependency dependency) =>
        (dependency.Kind != DependencyKind.Development || (_withDevelopment && node.Package.IsMember))
        && _isActive(dependency, node.ForHost || dependency.Kind == DependencyKind.Build);

    /// <summary>Whether a dependency's package is compiled for the machine that compiles.</summary>
    public static bool IsForHost(FeatureNode node, CargoDependency dependency, CargoPackage package) =>
        node.ForHost || dependency.Kind == DependencyKind.Build || package.Library?.IsProcMacro == true;

    /// <summary>The required features of a target that are off.</summary>
    public IReadOnlyList<string> Missing(CargoPackage package, CargoTarget target) =>
        target.RequiredFeatures.Count == 0 ? []
            : [.. target.RequiredFeatures.Where(feature => !IsOn(package, FeatureValue.Parse(feature)))];

    private bool IsOn(CargoPackage package, FeatureValue value)
    {
        if ((Find(package, forHost: false) ?? Find(package, forHost: true)) is not { } node)
            return false;
        if (value.Dependency is not { } key)
            return node.Features.Contains(value.Feature!);
        return node.Dependencies[key].Any(dependency => node.IsOn(dependency) && IsAsked(node, dependency, value.Feature!));
    }

    private bool IsAsked(FeatureNode node, CargoDependency dependency, string feature) =>
        dependency.Features.Contains(feature, StringComparer.Ordinal)
        || node.Asked.GetValueOrDefault(dependency.Key)?.Contains(feature) == true
        || (Local(dependency) is { } local
            && Find(local, IsForHost(node, dependency, local))?.Features.Contains(feature) == true);

    private FeatureNode NodeFor(CargoPackage package, bool forHost)
    {
        if (Find(package, forHost) is { } known)
            return known;
        var node = new FeatureNode(package, forHost) { IsShadow = _inShadow };
        NodesFor(forHost).Add(package.Directory, node);
        _toVisit.Enqueue(node);
        foreach (var feature in Twin(node)?.Features ?? [])
            _toEnable.Enqueue(new(node, new(null, feature, false)));
        return node;
    }

    private void Run()
    {
        while (true)
        {
            if (_toVisit.TryDequeue(out var visited))
            {
                foreach (var dependency in visited.Package.Dependencies.Where(dependency => !dependency.Optional))
                    Follow(visited, dependency);
            }
            else if (_toEnable.TryDequeue(out var next))
            {
                Enable(next.Node, next.Value);
            }
            else
            {
                return;
            }
        }
    }

    private void Follow(FeatureNode node, CargoDependency dependency)
    {
        if (!TakesPart(node, dependency) || Local(dependency) is not { } package)
            return;
        var target = NodeFor(package, IsForHost(node, dependency, package));
        foreach (var feature in dependency.Features)
            _toEnable.Enqueue(new(target, new(null, feature, false)));
        if (dependency.DefaultFeatures)
            _toEnable.Enqueue(new(target, new(null, "default", false)));
    }

    private void Enable(FeatureNode node, FeatureValue value)
    {
        switch (value)
        {
            case { Dependency: null, Feature: { } feature }:
                EnableFeature(node, feature);
                break;
            case { Dependency: { } key, Feature: null }:
                EnableDependency(node, key);
                break;
            case { Dependency: { } key, Feature: { } feature }:
                EnableOfDependency(node, key, feature, value.Weak);
                break;
        }
    }

    private void EnableFeature(FeatureNode node, string feature)
    {
        if (!node.Package.Features.TryGetValue(feature, out var values) || !node.Features.Add(feature))
            return;
        if (Twin(node) is { } twin)
            _toEnable.Enqueue(new(twin, new(null, feature, false)));
        foreach (var value in values)
            _toEnable.Enqueue(new(node, FeatureValue.Parse(value)));
    }

    /// <summary>Resolver 1 has one set of features for both uses of a package.</summary>
    private FeatureNode? Twin(FeatureNode node) =>
        _workspace.Resolver == "1" ? Find(node.Package, !node.ForHost) : null;

    private void EnableDependency(FeatureNode node, string key)
    {
        if (!node.Activated.Add(key))
            return;
        foreach (var dependency in node.Dependencies[key].Where(dependency => dependency.Optional))
            Follow(node, dependency);
        if (node.Deferred.Remove(key, out var waiting))
        {
            foreach (var feature in waiting)
                Ask(node, key, feature);
        }
    }

    private void EnableOfDependency(FeatureNode node, string key, string feature, bool weak)
    {
        if (node.Dependencies[key].Any(dependency => dependency.Optional) && !node.Activated.Contains(key))
        {
            if (weak)
            {
                (node.Deferred.TryGetValue(key, out var waiting) ? waiting : node.Deferred[key] = []).Add(feature);
                if (node.Dependencies[key].All(dependency => dependency.Optional))
                    return;
            }
            else
            {
                EnableDependency(node, key);
                EnableFeature(node, key);
            }
        }
        Ask(node, key, feature);
    }

    private void Ask(FeatureNode node, string key, string feature)
    {
        if (!(node.Asked.TryGetValue(key, out var asked) ? asked : node.Asked[key] = new(StringComparer.Ordinal)).Add(feature))
            return;
        foreach (var dependency in node.Dependencies[key].Where(dependency => node.IsOn(dependency) && TakesPart(node, dependency)))
        {
            if (Local(dependency) is { } package)
                _toEnable.Enqueue(new(NodeFor(package, IsForHost(node, dependency, package)), new(null, feature, false)));
        }
    }
}
