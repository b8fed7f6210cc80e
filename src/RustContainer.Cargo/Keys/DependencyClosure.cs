using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Toml;

namespace RustContainer.Cargo.Keys;

/// <summary>All that bears on how the external dependencies of a selection are compiled, as far as files say it.</summary>
internal sealed record DependencyClosure(
    ResolvedSelection Selection,
    DependencyKeyInputs Inputs,
    IReadOnlyList<ExternalDependency> Asked,
    IReadOnlyList<LockPackage> Locked,
    TomlTable Profiles,
    TomlTable? Config,
    TomlTable Patches)
{
    public static DependencyClosure Find(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        var workspace = selection.Workspace;
        var asked = ExternalDependencies.Find(selection, inputs);
        var locked = workspace.Lock is { } cargoLock
            ? LockClosure.Of(cargoLock, asked.Select(dependency => dependency.Locked).OfType<LockPackage>()) : [];
        var names = locked.Select(package => package.Name).Concat(asked.Select(dependency => dependency.Package.Value))
            .ToHashSet(StringComparer.Ordinal);
        var settings = new RelevantSettings(workspace, new(workspace, selection.Profile), names);
        return new(selection, inputs, asked, locked, settings.Profiles(), settings.Config(), settings.Patches());
    }
}
