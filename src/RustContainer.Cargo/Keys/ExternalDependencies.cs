using RustContainer.Cargo.LockChecking;
using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>Collects what a selection asks of packages that are not the workspace's own.</summary>
internal sealed class ExternalDependencies
{
    private const int ManyReferences = 100;

    private readonly CargoWorkspace _workspace;
    private readonly FeatureResolution _features;
    private readonly LockSources _sources;
    private readonly Platform _target;
    private readonly Platform _host;
    private readonly bool _unifiesAll;
    private readonly LtoNeeds _lto;
    private readonly Dictionary<FeatureNode, PlatformConditions> _conditions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ExternalDependency> _found = new(StringComparer.Ordinal);
    private readonly Lazy<HashSet<LockPackage>> _onLocal;

    private ExternalDependencies(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        _workspace = selection.Workspace;
        _sources = new(_workspace);
        var hasFlags = CfgFlags.AreIn(inputs.RustFlags) || CfgFlags.AreIn(_workspace.Config?.Table);
        _target = Platform.Of(inputs.Triple, hasFlags);
        _host = Platform.SomeLinux(hasFlags);
        _onLocal = new(() => LockClosure.StandingOnLocal(_workspace.Lock!));
        // Resolver 1 unifies features over every platform, so that every platform counts.
        _unifiesAll = _workspace.Resolver == "1";
        _features = FeatureResolution.Resolve(selection, (dependency, forHost) => Holds(dependency, forHost) != false);
        _lto = LtoNeeds.Find(selection, _features);
    }

    /// <summary>A package, and conditions under which it is reached.</summary>
    private sealed record Reached(FeatureNode Node, SortedSet<string> Conditions);

    /// <summary>The dependencies, sorted by kind, platform, name and version.</summary>
    public static IReadOnlyList<ExternalDependency> Find(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        var search = new ExternalDependencies(selection, inputs);
        search.FindConditions();
        foreach (var node in search._features.Nodes.Where(node => !node.IsShadow))
            search.Collect(node, isWanted: _ => true);
        var compiled = search._found.Values.Where(found => found.Kind == DependencyKind.Normal).Select(found => found.Package.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var node in search._features.Nodes.Where(node => node.IsShadow))
            search.Collect(node, dependency => search._unifiesAll || compiled.Contains(dependency.Package.Value));
        return [.. search._found.Keys.Order(StringComparer.Ordinal).Select(key => search._found[key])];
    }

    private bool? Holds(CargoDependency dependency, bool forHost) =>
        dependency.Platform is not { } platform ? true : _unifiesAll ? null : (forHost ? _host : _target).Matches(platform);

    /// <summary>Spreads conditions along the edges between local packages until nothing new is said.</summary>
    private void FindConditions()
    {
        var roots = _features.Roots.ToArray();
        var waiting = new Queue<Reached>(roots.Select(root => new Reached(root, new(StringComparer.Ordinal))));
        while (waiting.TryDequeue(out var next))
        {
            if (!(_conditions.TryGetValue(next.Node, out var known) ? known : _conditions[next.Node] = new()).Add(next.Conditions))
                continue;
            foreach (var dependency in next.Node.Package.Dependencies.Where(dependency => next.Node.IsOn(dependency)
                && _features.TakesPart(next.Node, dependency)))
            {
                if (_features.Local(dependency) is { } package
                    && _features.Find(package, FeatureResolution.IsForHost(next.Node, dependency, package)) is { } node)
                    waiting.Enqueue(new(node, With(next.Conditions, next.Node, dependency)));
            }
        }
    }

    private SortedSet<string> With(SortedSet<string> conditions, FeatureNode node, CargoDependency dependency) =>
        dependency.Platform is { } platform && Holds(dependency, node.ForHost || dependency.Kind == DependencyKind.Build) is null
            ? new(conditions, StringComparer.Ordinal) { platform }
            : conditions;

    private void Collect(FeatureNode node, Func<CargoDependency, bool> isWanted)
    {
        if (!_conditions.TryGetValue(node, out var conditions))
            return;
        var references = EntryOf(node.Package)?.Dependencies ?? [];
        // To look through few is faster than to make a table; through many it would take the square of the time.
        var byName = references.Count > ManyReferences ? references.ToLookup(reference => reference.Name, StringComparer.Ordinal) : null;
        foreach (var dependency in node.Package.Dependencies.Where(dependency => !dependency.IsPath && node.IsOn(dependency)
            && _features.TakesPart(node, dependency)))
        {
            if (!isWanted(dependency))
                continue;
            var reached = new PlatformConditions();
            foreach (var alternative in conditions.Alternatives)
                reached.Add(With(alternative, node, dependency));
            var locked = FindLocked(byName?[dependency.Package.Value] ?? references, dependency);
            // A patch from this machine is no external package, and what stands on one cannot be compiled without it.
            if (locked is null || !StandsOnLocal(locked))
                Add(node, dependency, locked, reached.ToKey());
        }
    }

    private void Add(FeatureNode node, CargoDependency dependency, LockPackage? locked, string? platform)
    {
        var countsOnly = dependency.Kind == DependencyKind.Development || (node.IsShadow && _unifiesAll);
        var kind = countsOnly ? DependencyKind.Development
            : node.ForHost || dependency.Kind == DependencyKind.Build ? DependencyKind.Build : DependencyKind.Normal;
        var asked = dependency.Features.Concat(node.Asked.GetValueOrDefault(dependency.Key) ?? []);
        var found = new ExternalDependency(dependency.Package, locked, dependency, kind, platform, [], dependency.DefaultFeatures,
            LtoNeed.None);
        var key = $"{OrderOf(kind)}|{platform}|{found.Package.Value}|{found.VersionText}|{found.SourceText}";
        var known = _found.GetValueOrDefault(key, found);
        _found[key] = known with
        {
            Features = [.. known.Features.Concat(asked).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            DefaultFeatures = known.DefaultFeatures || dependency.DefaultFeatures,
            Lto = known.Lto | (kind == DependencyKind.Normal ? _lto.Of(node) : LtoNeed.Bitcode),
        };
    }

    private static string OrderOf(DependencyKind kind) => kind switch
    {
        DependencyKind.Build => "Build",
        DependencyKind.Development => "Development",
        _ => "Normal",
    };

    /// <summary>What the lock says of a package on this machine.</summary>
    private LockPackage? EntryOf(CargoPackage package)
    {
        var local = _workspace.Lock?.PackagesNamed(package.Name.Value).Where(entry => entry.Source is null).ToArray() ?? [];
        return local.Length < 2 ? local.FirstOrDefault()
            : Array.Find(local, entry => entry.Version == package.Version.ToString()) ?? local[0];
    }

    private LockPackage? FindLocked(IEnumerable<LockDependency> references, CargoDependency dependency)
    {
        foreach (var reference in references)
        {
            if (reference.Name == dependency.Package.Value && _workspace.Lock!.Resolve(reference) is { } locked
                && _sources.Satisfies(dependency, locked))
                return locked;
        }
        return null;
    }

    private bool StandsOnLocal(LockPackage locked) =>
        _workspace.Patches.Any(patch => patch.Replacement.IsPath) && _onLocal.Value.Contains(locked);
}
