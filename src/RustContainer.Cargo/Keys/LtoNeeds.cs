using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Cargo.Keys;

/// <summary>
/// Finds what each local package has its dependencies compiled to under fat or thin link-time optimisation: Cargo decides by the crate
/// types on the way to a dependency (its <c>compiler/lto.rs</c>). Everything for the machine that compiles is object code alone, and
/// without such a profile there is nothing to tell apart.
/// </summary>
internal sealed class LtoNeeds
{
    private readonly ResolvedSelection _selection;
    private readonly FeatureResolution _features;
    private readonly Dictionary<string, FeatureNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<FeatureNode, Needs> _needs = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<Visited> _waiting = new();

    private LtoNeeds(ResolvedSelection selection, FeatureResolution features)
    {
        (_selection, _features) = (selection, features);
        if (!IsOn(new ProfileChain(selection.Workspace, selection.Profile)["lto"]))
            return;
        foreach (var node in features.Nodes.Where(node => !node.ForHost && !node.IsShadow))
            _nodes.Add(node.Package.Directory, node);
        foreach (var selected in selection.Packages)
            AddRoot(selected.Package);
        while (_waiting.TryDequeue(out var next))
            Visit(next.Library, next.Parent);
    }

    /// <summary>A library, and what what asks for it needs.</summary>
    private sealed record Visited(FeatureNode Library, LtoNeed Parent);

    /// <summary>What one package needs so far: of its library, and of what is below it.</summary>
    private sealed class Needs
    {
        public LtoNeed Library { get; set; }

        public LtoNeed Below { get; set; }
    }

    /// <summary>Finds the needs of every package that a selection reaches.</summary>
    public static LtoNeeds Find(ResolvedSelection selection, FeatureResolution features) => new(selection, features);

    /// <summary>The need of one package.</summary>
    public LtoNeed Of(FeatureNode node) => _needs.TryGetValue(node, out var needs) ? needs.Below : LtoNeed.Bitcode;

    private static bool IsOn(TomlValue? lto) => lto switch
    {
        TomlBoolean flag => flag.Value,
        TomlString { Value: "off" or "n" or "no" } => false,
        TomlString => true,
        _ => false,
    };

    private void AddRoot(CargoPackage package)
    {
        if (!_nodes.TryGetValue(package.Directory, out var node))
            return;
        if (_selection.Bin is not null || package.Binaries.Any(target => _selection.Features.Missing(package, target).Count == 0))
        {
            Spread(node, LtoNeed.Bitcode);
            if (package.Library is not null)
                _waiting.Enqueue(new(node, LtoNeed.Bitcode));
        }
        if (_selection.Bin is null && package.Library is { } library)
            _waiting.Enqueue(new(node, OfMixed(library.CrateTypes) ?? LtoNeed.Bitcode));
    }

    private void Visit(FeatureNode node, LtoNeed parent)
    {
        if (node.Package.Library is not { IsProcMacro: false } library)
            return;
        var known = NeedsOf(node).Library;
        var need = known | (library.CrateTypes.All(CanOptimise) ? LtoNeed.Bitcode
            : parent == LtoNeed.Bitcode ? OfMixed(library.CrateTypes) ?? parent : parent);
        if (need == known)
            return;
        NeedsOf(node).Library = need;
        Spread(node, need);
    }

    private Needs NeedsOf(FeatureNode node)
    {
        if (!_needs.TryGetValue(node, out var needs))
            _needs.Add(node, needs = new());
        return needs;
    }

    private void Spread(FeatureNode node, LtoNeed need)
    {
        NeedsOf(node).Below |= need;
        foreach (var dependency in node.Package.Dependencies.Where(dependency => dependency.Kind == DependencyKind.Normal
            && node.IsOn(dependency) && _features.TakesPart(node, dependency)))
        {
            if (_features.Local(dependency) is { } package && _nodes.TryGetValue(package.Directory, out var next))
                _waiting.Enqueue(new(next, need));
        }
    }

    /// <summary>What a library needs that nothing above it has decided; <see langword="null"/> for one that only rustc reads.</summary>
    private static LtoNeed? OfMixed(IReadOnlyList<string> crateTypes) =>
        !crateTypes.Any(type => CanOptimise(type) || type is "dylib" or "proc-macro") ? null
            : crateTypes.All(type => type == "dylib") ? LtoNeed.ObjectCode : LtoNeed.Both;

    private static bool CanOptimise(string crateType) => crateType is "bin" or "cdylib" or "staticlib";
}
