using RustContainer.Cargo.Locking;
using RustContainer.Cargo.Recipes;
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
    TomlTable ConfigOfKey,
    TomlTable ConfigOfSkeleton,
    TomlTable Patches)
{
    /// <summary>How features are unified: <c>1</c> or <c>2</c>. Resolver 3 does as 2 and differs in how a lock is made, which counts by
    /// itself.</summary>
    public string Resolver => Selection.Workspace.Resolver == "1" ? "1" : "2";

    public static DependencyClosure Find(ResolvedSelection selection, DependencyKeyInputs inputs)
    {
        var workspace = selection.Workspace;
        var asked = ExternalDependencies.Find(selection, inputs);
        var locked = workspace.Lock is { } cargoLock
            ? LockClosure.Of(cargoLock, asked.Select(dependency => dependency.Locked).OfType<LockPackage>()) : [];
        var names = locked.Select(package => package.Name).Concat(asked.Select(dependency => dependency.Package.Value))
            .ToHashSet(StringComparer.Ordinal);
        var settings = new RelevantSettings(workspace, new(workspace, selection.Profile), names);
        var config = workspace.Config is { } all ? new RelevantConfig(all, inputs) : null;
        return new(selection, inputs, asked, locked, settings.Profiles(), settings.Config(config?.ForKey() ?? TomlEdit.Table()),
            settings.Config(config?.ForSkeleton() ?? TomlEdit.Table()), settings.Patches());
    }
}
