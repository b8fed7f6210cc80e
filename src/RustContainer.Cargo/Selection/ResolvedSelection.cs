using RustContainer.Cargo.Keys;
using RustContainer.Cargo.Workspaces;
using RustContainer.Contract;

namespace RustContainer.Cargo.Selection;

/// <summary>A selection applied to a workspace.</summary>
public sealed record ResolvedSelection
{
    private DependencyClosure? _closure;

    /// <summary>The workspace.</summary>
    public required CargoWorkspace Workspace { get; init; }

    /// <summary>The members to build, ordered by directory; never empty.</summary>
    public required IReadOnlyList<SelectedPackage> Packages { get; init; }

    /// <summary>The one binary to build, in the only package; <see langword="null"/> for all targets.</summary>
    public CargoTarget? Bin { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The directory that Cargo names after the profile: <c>debug</c> for dev and test, <c>release</c> for bench.</summary>
    public string ProfileDirectory => Profile switch { "dev" or "test" => "debug", "bench" => "release", _ => Profile };

    /// <summary>Which features each local package gets.</summary>
    internal FeatureResolution Features => field ??= FeatureResolution.Resolve(this);

    /// <summary>What it asks of external packages; the key and the skeleton both begin with that.</summary>
    internal DependencyClosure ClosureFor(DependencyKeyInputs inputs) =>
        _closure is { } known && ReferenceEquals(known.Selection, this) && known.Inputs == inputs ? known
            : _closure = DependencyClosure.Find(this, inputs);

    /// <summary>The files that the build gives: binaries whose required features are on, and libraries that others can load or
    /// link.</summary>
    public IReadOnlyList<CargoArtifact> Artifacts(TargetTriple triple)
    {
        ArgumentNullException.ThrowIfNull(triple);
        var artifacts = new List<CargoArtifact>();
        foreach (var (package, target) in Targets())
        {
            foreach (var crateType in target.CrateTypes)
            {
                if (triple.FileName(target.FileName ?? target.Name, crateType) is { } fileName)
                    artifacts.Add(new(package, target, crateType, fileName));
            }
        }
        return artifacts;
    }

    /// <summary>The binary that an image runs: <c>CargoBin</c>, else the <c>default-run</c>, else the only one.</summary>
    /// <exception cref="CodedException"><see cref="CargoCodes.NoSingleBinary"/>: there is none, or more than one.</exception>
    public (CargoPackage Package, CargoTarget Target) ImageBinary() => FindImageBinary() ?? throw NoSingleBinary();

    /// <summary>The same; <see langword="null"/> where there is none, or more than one.</summary>
    public (CargoPackage Package, CargoTarget Target)? FindImageBinary()
    {
        var binaries = Binaries().ToArray();
        if (binaries.Length > 1)
            binaries = [.. binaries.Where(built => built.Package.DefaultRun == built.Target.Name)];
        return binaries is [var (package, target)] ? (package, target) : null;
    }

    /// <summary>A target that is built.</summary>
    // A class, since the runtime has code for sequences of any class, and compiles it anew for every struct.
    private sealed record Built(CargoPackage Package, CargoTarget Target);

    private IEnumerable<Built> Binaries() => Targets().Where(built => built.Target.Kind == TargetKind.Binary);

    private IEnumerable<Built> Targets()
    {
        foreach (var selected in Packages)
        {
            foreach (var target in selected.Package.Targets)
            {
                if (IsBuilt(selected.Package, target))
                    yield return new(selected.Package, target);
            }
        }
    }

    private bool IsBuilt(CargoPackage package, CargoTarget target) => target.Kind switch
    {
        TargetKind.Library => Bin is null && !target.IsProcMacro,
        TargetKind.Binary => Bin is null ? Features.Missing(package, target).Count == 0 : target == Bin,
        _ => false,
    };

    private CodedException NoSingleBinary()
    {
        var among = Names.List(Packages.Select(selected => selected.Package.Name.Value));
        var found = Binaries().Select(built => built.Target.Name).ToArray();
        return CargoError.At(CargoCodes.NoSingleBinary, found.Length == 0
            ? $"An image runs one binary, and the selected packages ({among}) have none to build; select another with CargoPackage, or " +
              "its features with CargoFeatures."
            : $"An image runs one binary, and the selected packages ({among}) have {found.Length}: {Names.List(found)}. Choose with " +
              "CargoBin or CargoPackage, or set `default-run` in the package's manifest.", Workspace.RootManifestPath);
    }
}
